'use client';

import { useEffect, useState } from 'react';
import { describeState, init, Supervisor } from 'playward';

export default function Page() {
  const [phase, setPhase] = useState('');
  useEffect(() => {
    init().then(() => setPhase(`${describeState(2103).name} ${new Supervisor().dispatch({ type: 'play', url: 'https://a.b/x.flv' }, 0).phase}`), (error) => setPhase(error.message));
  }, []);
  return <main id="phase">{phase}</main>;
}
