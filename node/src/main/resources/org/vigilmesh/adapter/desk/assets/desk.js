// The desk's scripts: each module makes markup better that already works without it.
import "./alarm.js";
import "./clock.js";
import "./draft.js";
import "./follow.js";
import "./keys.js";
import "./live.js";
import "./lock.js";
import "./passkey.js";
import "./rows.js";
import "./shown.js";

document.documentElement.dataset.modules = "loaded";
