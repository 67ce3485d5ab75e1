/**
 * What people read of a case and fill in, in their language: boxes and steps, forms and review
 * sheets, free of any browser. Screen and paper show the same, since both are made from this.
 */
@NullMarked
package org.vigilmesh.sheet;

import org.jspecify.annotations.NullMarked;
