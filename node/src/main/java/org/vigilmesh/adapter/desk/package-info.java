/**
 * The duty desk: pages for officers' browsers, web sessions, passkeys, live hints. Every decision
 * about who may do what is the engine's; this package shows, asks and hands over.
 */
@NullMarked
package org.vigilmesh.adapter.desk;

import org.jspecify.annotations.NullMarked;
