// ───────────────────────────── names ─────────────────────────────
// Written by `npm run types` from the tables in src: do not edit.

/** How bad a state is. */
export type Category =
  /** A step of a normal start or of normal playing. */
  | 'progress'
  /** Worse picture or sound, or the player helping itself. */
  | 'warning'
  /** Broken. */
  | 'error'
  /** Over: the player does nothing more by itself. */
  | 'terminal'
  /** Not documented: nothing follows from it. */
  | 'unknown';

/** Which component speaks. */
export type Component =
  /** `<live-player>`. */
  | 'live-player'
  /** `<live-pusher>`. */
  | 'live-pusher';

/** Where playback stands, as a page shows it: an activity, or what covers it. */
export type Phase =
  /** Nobody has asked to play yet. */
  | 'idle'
  /** The supervisor has sent a start; playing is not proven yet. */
  | 'connecting'
  /** The picture moves, as far as is known. */
  | 'playing'
  /** The picture stands; the player may recover by itself. */
  | 'stalled'
  /** The player reconnects by itself. */
  | 'reconnecting'
  /** The supervisor waits before its next try. */
  | 'backoff'
  /** The supervisor waits for a new address or token. */
  | 'fetching'
  /** A recording has ended. */
  | 'ended'
  /** The supervisor has given up. */
  | 'failed'
  /** The user has stopped playback. */
  | 'stopped'
  /** The page is hidden, or the network is gone. */
  | 'suspended'
  /** The user has paused the picture. */
  | 'paused';

/** How a view is now. */
export type Standing =
  /** Nobody watches: it has not begun, is paused, stopped or over, or the page is hidden. */
  | 'idle'
  /** The first picture is on its way. */
  | 'starting'
  /** It plays. */
  | 'good'
  /** It plays, but the picture or the sound is degraded, or outages come one after the other. */
  | 'poor'
  /** It does not play, and the supervisor tries to bring it back. */
  | 'down'
  /** It does not play, and the supervisor has given up. */
  | 'failed';

/** The rule that decided. It explains a decision; the commands say what to do. A later version may have more of them. */
export type Rule =
  /** Starts, because the user wants to watch. */
  | 'play'
  /** Changes nothing, because what the user wants is under way already. */
  | 'already_under_way'
  /** Tries at once, because the user does not want to wait for the next try. */
  | 'retry_now'
  /** Waits with the start, because the page is hidden. */
  | 'play_when_shown'
  /** Stops, because the user wants it. */
  | 'stop'
  /** Ignores a report, because nobody wants to watch. */
  | 'not_wanted'
  /** Changes nothing, because the report is a step of a normal start. */
  | 'normal_progress'
  /** Shows `playing`, because 2003 or 2004 came on a first start. */
  | 'first_picture'
  /** Waits for progress, because 2003, 2004 or a media `playing` proves nothing. */
  | 'playing_not_proven'
  /** Counts progress, which is too little so far to prove playing. */
  | 'progress'
  /** Changes nothing, because the report shows no progress. */
  | 'no_progress'
  /** Ends the outage, because playing is proven. */
  | 'playing_proven'
  /** Shows `playing` again, because the picture moves again by itself. */
  | 'stall_over'
  /** Waits, because the buffer is empty and the player may recover by itself. */
  | 'buffering'
  /** Warns for some seconds, because the picture or the sound is degraded. */
  | 'degraded'
  /** Warns and shows `stalled`, because the picture stutters. */
  | 'stutter'
  /** Waits and does not stop the player, because it reconnects by itself. */
  | 'native_retry_under_way'
  /** Declares an outage, because the player has not reconnected in time. */
  | 'native_retry_timeout'
  /** Declares an outage, because a start has made no progress in time. */
  | 'start_timeout'
  /** Declares an outage, because the picture has stood for too long. */
  | 'stall_timeout'
  /** Declares an outage, because the player has given up. */
  | 'disconnected'
  /** Declares an outage, because the player or its library reported an error. */
  | 'media_error'
  /** Declares an outage, because the end of a live stream is a disconnect. */
  | 'live_ended'
  /** Ends playback, because the recording is over. */
  | 'recording_ended'
  /** Declares an outage or asks for an address, because the server refuses the present one. */
  | 'address_refused'
  /** Asks for an address, because the present one expires too soon for a restart. */
  | 'address_expired'
  /** Declares an outage or asks for an address, because this client cannot decode H.265. */
  | 'h265_unsupported'
  /** Changes nothing, because the code is in no table. */
  | 'unknown_code_ignored'
  /** Ignores a report, because it comes from the player of an earlier start. */
  | 'old_generation_ignored'
  /** Ignores a report but for what it says of the address, because the outage of its start is declared already. */
  | 'generation_over'
  /** Restarts the player: the first rung of the ladder. */
  | 'restart'
  /** Recreates the player: the second rung of the ladder, because a restart did not help. */
  | 'recreate'
  /** Asks for an address: the third rung of the ladder, once in an outage, because nothing else helped. */
  | 'fresh_address'
  /** Loads the new address, because it has just come. */
  | 'address_loaded'
  /** Keeps the new address for the next start, because no start is due. */
  | 'address_kept'
  /** Ignores an answer, because its question no longer matters. */
  | 'late_answer_ignored'
  /** Goes on with the ladder, because the network failed while the address was fetched. */
  | 'address_network_failed'
  /** Asks again after a long delay, because the server has no address now. */
  | 'address_later'
  /** Gives up, because the server denies the address for good. */
  | 'address_denied'
  /** Enters back-off, because the page has not answered in time. */
  | 'fetch_timeout'
  /** Refreshes the token, because it has expired; gives up when that was done in this outage already. */
  | 'token_expired'
  /** Asks for the address again, because the token is new. */
  | 'token_refreshed'
  /** Enters back-off or gives up, because the token could not be refreshed. */
  | 'token_failed'
  /** Waits with a start, because the last ones were too short a while ago or too many. */
  | 'paced'
  /** Gives up, because all attempts are used up. */
  | 'attempts_exhausted'
  /** Waits, because the user has paused the picture. */
  | 'paused'
  /** Goes on, because the user has resumed the picture. */
  | 'resumed'
  /** Waits, because the page is hidden. */
  | 'hidden'
  /** Waits, because the network is gone. */
  | 'offline'
  /** Goes on, because the picture moves although the network is said to be gone. */
  | 'offline_but_playing'
  /** Restarts only the watchdog, because the picture still moves when the page is back. */
  | 'still_playing'
  /** Plans a try within 2 s, because the page is shown or online again. */
  | 'replanned'
  /** Declares an outage, because no new picture has come for too long while the position moved. */
  | 'frozen'
  /** Declares an outage, because the source says that it is over and the picture stands. */
  | 'stream_ended'
  /** Declares an outage, because the source has had nothing new for too long and the picture stands. */
  | 'stream_stale'
  /** Waits longer for the picture, because bytes come in. */
  | 'data_coming_in'
  /** Gives up, because an address without H.265 cannot be decoded either. */
  | 'codec_unsupported'
  /** Calls the retry off, because the picture moves again without it. */
  | 'healed_by_itself'
  /** Waits, because the system has paused the picture of a hidden page. */
  | 'suspended_by_system'
  /** Plays, because the pause of the system is over. */
  | 'system_pause_over'
  /** Stops the player, because the page has been hidden for long. */
  | 'released'
  /** Goes to the live edge, because the picture has fallen behind it. */
  | 'catch_up'
  /** Restarts, because going to the live edge did not help. */
  | 'catch_up_failed'
  /** Asks for an address while the picture plays on, because the present one ends before that. */
  | 'address_expires_soon'
  /** Asks for an address, because there has been none yet. */
  | 'none_yet'
  /** Asks for an address, because the source is over. */
  | 'source_over'
  /** Asks for an address, because the present one was good for one start only. */
  | 'used_up'
  /** Asks for an address, because the page wishes for one. */
  | 'wished'
  /** Goes on from another position, because the user seeks. */
  | 'seek'
  /** Stops, because the trial is over. */
  | 'trial_over'
  /** Gives up, because the user has refused the camera or the microphone. */
  | 'permission_denied'
  /** Gives up, because the device cannot do it. */
  | 'device_unusable'
  /** Changes nothing, because nothing is due. */
  | 'nothing_due'
  | (string & {});

/** Why a new address is asked for. A later version may have more of them. */
export type Reason =
  /** There is none, or it has expired. */
  | 'address_expired'
  /** The server refuses the present one. */
  | 'address_refused'
  /** This client cannot decode H.265. */
  | 'h265_unsupported'
  /** Restarting and recreating did not help. */
  | 'restarts_failed'
  /** There has not been one yet. */
  | 'none_yet'
  /** It ends before what is played does. */
  | 'address_expires_soon'
  /** The source of the stream is over. */
  | 'source_over'
  /** It was good for one start only. */
  | 'used_up'
  /** The page wishes for another one. */
  | 'wished'
  | (string & {});

/** What a media element, or the library behind it, reports. */
export type MediaName =
  /** It begins to load. */
  | 'loading'
  /** It says that it plays, which may be only the rest of its buffer. */
  | 'playing'
  /** Its position. */
  | 'progress'
  /** Its buffer is empty. */
  | 'waiting'
  /** The end of the stream or the recording. */
  | 'ended'
  /** An error from which it does not recover. */
  | 'error'
  /** Bytes came in since the last such report. */
  | 'data'
  /** What the library knows of the stream. */
  | 'source'
  /** The server answered 401, 403 or 410, and the library has not given up. */
  | 'refused';

/** The errors that the supervisor finds itself. The others are a server's: see {@link OutcomeClass}. A later version may have more of them. */
export type FailureCode =
  /** Still not playing after many tries. Check the network and try again. */
  | 'attempts_exhausted'
  /** Playback keeps breaking off. Trying again. */
  | 'unstable'
  /** The live stream has ended. */
  | 'stream_ended'
  /** The source of the live stream sends nothing new. */
  | 'stream_stale'
  /** Tap to play. */
  | 'gesture_required'
  /** The trial is over. */
  | 'trial_over'
  /** This device cannot decode the video. */
  | 'codec_unsupported'
  /** The camera is not allowed. */
  | 'permission_camera'
  /** The microphone is not allowed. */
  | 'permission_microphone'
  /** This device does not support it. */
  | 'device_unusable'
  | (string & {});

/** The rule of a {@link Renewal} that decided. A later version may have more of them. */
export type RenewalRule =
  /** Asks, because somebody needs it and there is none that is good; with `ahead` also when nobody waits. */
  | 'needed'
  /** Gives what there is, because it is good. */
  | 'given'
  /** Waits for the answer to the open question. */
  | 'already_under_way'
  /** Waits for the planned retry. */
  | 'retry_planned'
  /** Asks, because what there is ends soon. */
  | 'expires_soon'
  /** Asks again, because the last question has failed. */
  | 'retry'
  /** Gives the new one. */
  | 'renewed'
  /** Gives the new one although it is over by this clock, which is more likely to be wrong than its giver. */
  | 'over_on_arrival'
  /** Enters back-off, because the network failed. */
  | 'network_failed'
  /** Enters back-off, because the server has none now. */
  | 'try_later'
  /** Enters a back-off twice as long, because the server wants to be asked less often. */
  | 'slow_down'
  /** Enters back-off, because the answer has not come in time. */
  | 'fetch_timeout'
  /** Asks no more before the next need or show, because the server denies it for good. */
  | 'denied'
  /** Ignores a failure, because its question is closed. */
  | 'late_answer_ignored'
  /** Counts it as good no more, because whoever used it was refused; with `ahead` it asks for another. */
  | 'refused'
  /** Waits, because the page is hidden. */
  | 'hidden'
  /** Plans the retry within 2 s, because the network is back. */
  | 'replanned'
  /** Changes nothing, because nothing is due. */
  | 'nothing_due'
  | (string & {});

/** What kind of answer a server gave. A later version may have more of them. */
export type OutcomeClass =
  | 'token_expired'
  | 'not_found'
  | 'quota'
  | 'rate_limited'
  | 'no_permission'
  | 'network'
  | 'device_offline'
  | 'device_timeout'
  | 'bad_parameter'
  | 'unsupported'
  | 'not_owner'
  | 'encrypted'
  | 'ok'
  | 'server_error'
  | 'ptz_limit'
  | 'device_busy'
  | 'already_there'
  | 'unknown'
  | 'malformed'
  | (string & {});

/** When asking again may help. */
export type Retry =
  /** Not at all. */
  | 'never'
  /** With a new token. */
  | 'after_token_refresh'
  /** When the device is back. */
  | 'when_online'
  /** Later. */
  | 'later'
  /** Less often. */
  | 'slower';

/** The directions in which a camera moves. */
export type Direction =
  /** Up. */
  | 'up'
  /** Down. */
  | 'down'
  /** Left. */
  | 'left'
  /** Right. */
  | 'right'
  /** Up and left. */
  | 'up_left'
  /** Down and left. */
  | 'down_left'
  /** Up and right. */
  | 'up_right'
  /** Down and right. */
  | 'down_right';
