package org.vigilmesh.port;

import java.util.List;

final class MemoryOutwardTest implements OutwardContract {
  private MemoryOutward made = new MemoryOutward();

  @Override
  public Outward outward(String channel) {
    made = new MemoryOutward(channel);
    return made;
  }

  @Override
  public void breakDown() {
    made.down.addAll(made.channels());
  }

  @Override
  public List<String> arrived() {
    return made.taken.stream().map(taken -> taken.notice().id().hex()).toList();
  }
}
