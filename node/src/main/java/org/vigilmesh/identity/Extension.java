package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * Room for later versions in every signed object. An unknown extension that is {@code critical}
 * makes the object one of unknown format; any other unknown one is kept and ignored. This version
 * knows none.
 */
public record Extension(int id, boolean critical, Bytes content) {
  public static final int CONTENT_SIZE_MAX = 4 * 1024;

  public Extension {
    InvalidValue.unless(id > 0, "extension ids are positive");
    InvalidValue.unless(content.size() <= CONTENT_SIZE_MAX, "extension size");
  }
}
