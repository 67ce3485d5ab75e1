/**
 * The interfaces between the core and the world; each says what is durable on return and what its
 * errors mean.
 */
@NullMarked
package org.vigilmesh.port;

import org.jspecify.annotations.NullMarked;
