// A camera that can be turned, and that can be told to answer badly: it speaks EZVIZ's codes.

const LATE_MS = 2000;
const DONE = '200';

export const ANSWERS = [DONE, 'late', 'never', '60005', '60000', '20007', '10002'];

export class Camera {
  answer = DONE;
  /** The way it turns, or null. */
  turning = null;

  /** @param {{ action: 'start' | 'stop', direction: string }} request @returns {Promise<{ code: string }>} */
  async command({ action, direction }) {
    const { answer } = this;
    // Whatever it says of a start, it can always be stopped.
    const code = action === 'start' && this.refuses(direction) ? answer : DONE;
    if (code === DONE) this.turning = action === 'start' ? direction : null;
    // It has obeyed; what is late or lost is its word for it.
    if (answer === 'never') return new Promise(() => {});
    if (answer === 'late') await new Promise((resolve) => { setTimeout(resolve, LATE_MS); });
    return { code };
  }

  refuses(direction) {
    if (this.answer === '60005') return direction.includes('right');
    return /^\d+$/.test(this.answer) && this.answer !== DONE;
  }
}
