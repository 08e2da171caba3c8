// Two ways to say the same are compared by what they say, refusals too.

/** What a call answers, or what it is refused with. @param {() => unknown} call */
export function said(call) {
  try {
    return { answer: call() };
  } catch (error) {
    return { name: error.name, code: error.code, issues: error.issues, message: error.message };
  }
}
