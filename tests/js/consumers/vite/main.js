import 'playward/ptz';
import { describeState, init } from 'playward';

init().then(() => { document.title = describeState(2004).name; }, (error) => { document.title = error.message; });
