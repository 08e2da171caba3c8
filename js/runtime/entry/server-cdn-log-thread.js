import '../load/node.js';
import '../../server/cdn-log-thread.js';
