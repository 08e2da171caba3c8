// ───────────────────────────── names ─────────────────────────────
// Written by `npm run types` from the tables in src: do not edit.

/** Why a call failed. A later version may have more of them. */
export type ErrorCode =
  /** An argument is wrong: `issues` has every problem of it. */
  | 'invalid_params'
  /** `init()` was not awaited. */
  | 'not_initialized'
  /** The wasm was not found, or was refused, or there is no WebAssembly. */
  | 'init_failed'
  /** The object was used after its `close()`. */
  | 'closed'
  /** What was asked for did not come in time. */
  | 'fetch_timeout'
  /** A vendor's server refused: `outcome` says why. */
  | 'api_error'
  /** The runtime lacks what the call needs. */
  | 'unsupported_runtime'
  /** playward-debug was asked for a UserSig where users are. */
  | 'debug_only'
  /** The text is no UserSig, or not a whole one. */
  | 'user_sig_malformed'
  /** `accessToken()` gave none. */
  | 'access_token_failed'
  /** The signal of the caller ended it. */
  | 'aborted'
  /** The file was changed while it was uploaded. */
  | 'file_changed'
  /** The file cannot be read. */
  | 'file_unreadable'
  /** Another process is uploading the file. */
  | 'upload_locked'
  /** The journal of an upload cannot be written. */
  | 'journal_failed'
  /** WeChat gave a link without the trial that was asked for. */
  | 'no_trial'
  /** The wasm and the JavaScript are not of one version. */
  | 'unknown_name'
  /** A fault of playward's. */
  | 'internal'
  | (string & {});

/** A problem that any argument can have. A function may have codes of its own. A later version may have more of them. */
export type IssueCode =
  /** is required */
  | 'missing_field'
  /** has the wrong type */
  | 'wrong_type'
  /** is out of range */
  | 'out_of_range'
  /** is not an allowed value */
  | 'not_allowed'
  /** has the wrong format */
  | 'bad_format'
  /** must not be empty */
  | 'empty'
  /** is too long */
  | 'too_long'
  /** contains a lone surrogate */
  | 'not_well_formed'
  /** is not a known field, check its spelling */
  | 'unknown_field'
  | (string & {});
