/**
 * The driver: drain events, step the pure core, one commit, then effects. The same class runs in
 * production and in simulation.
 */
@NullMarked
package org.vigilmesh.engine;

import org.jspecify.annotations.NullMarked;
