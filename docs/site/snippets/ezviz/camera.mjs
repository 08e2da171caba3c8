import { ezviz, keepFresh } from 'playward';

export const cameraOf = (deviceSerial, askYourServer) => new ezviz.Camera({ deviceSerial, channelNo: 1 }, {
  token: keepFresh({
    fetch: async () => {
      const { accessToken, expiresAt } = await askYourServer('/ezviz/token');
      return { value: accessToken, expiresAt };
    },
  }),
});
