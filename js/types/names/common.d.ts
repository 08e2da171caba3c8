// ───────────────────────────── names ─────────────────────────────
// Written by `npm run types` from the tables in src: do not edit.

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
