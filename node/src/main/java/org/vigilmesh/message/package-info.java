/**
 * What contact points say to each other: acts, one record per content type, the code lists, and the
 * checks that name each wrong field with its remedy. Pure.
 */
@NullMarked
package org.vigilmesh.message;

import org.jspecify.annotations.NullMarked;
