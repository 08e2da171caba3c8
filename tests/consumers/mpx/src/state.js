// By the plain name, which the condition leads to the same file.
import { describeState } from 'playward';

export const nameOf = (code) => describeState(code).name;
