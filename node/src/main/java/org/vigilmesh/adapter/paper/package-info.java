/**
 * Papers: a plain sheet of titles, labels and texts as PDF, in every language of the desk. It knows
 * nothing of cases; who prints says what stands where.
 */
@NullMarked
package org.vigilmesh.adapter.paper;

import org.jspecify.annotations.NullMarked;
