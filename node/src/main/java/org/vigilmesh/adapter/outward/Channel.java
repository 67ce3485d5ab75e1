package org.vigilmesh.adapter.outward;

import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Outward.Told;

/** One way out. */
interface Channel {
  String name();

  Told tell(Notice notice);
}
