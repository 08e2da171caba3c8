// Ends before its first test.
throw new Error('crash');
