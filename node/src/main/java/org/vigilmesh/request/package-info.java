/**
 * Requests and messages as people write them: a file or the fields of a page, read to something
 * that can be signed, with every problem at once; and the templates to begin from. What is read is
 * foreign: no tags, no aliases, bounded in size and depth. Command and desk share this one reader.
 */
@NullMarked
package org.vigilmesh.request;

import org.jspecify.annotations.NullMarked;
