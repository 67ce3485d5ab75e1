/**
 * Request files: YAML to a request that can be signed, with every problem at once, and the template
 * to begin from. A file is foreign input: no tags, no aliases, bounded in size and depth.
 */
@NullMarked
package org.vigilmesh.cli.request;

import org.jspecify.annotations.NullMarked;
