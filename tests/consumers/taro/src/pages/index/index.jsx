import { Text } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { init, PtzPad, Supervisor } from 'playward/miniprogram';
import { nameOf } from '../../state.js';

export default function Index() {
  const [phase, setPhase] = useState('');
  useEffect(() => {
    init().then(() => {
      const { phase: first } = new Supervisor().dispatch({ type: 'play', url: 'https://a.b/x.flv' }, 0);
      setPhase(`${nameOf(2103)} ${first} ${new PtzPad().close().settled}`);
    }, (error) => setPhase(error.message));
  }, []);
  return <Text id="phase">{phase}</Text>;
}
