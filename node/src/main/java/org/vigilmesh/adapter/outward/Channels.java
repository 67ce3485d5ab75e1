package org.vigilmesh.adapter.outward;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.port.Outward;

/** The channels that a configuration names; nothing else is ever called. */
public final class Channels implements Outward {
  private final List<Channel> channels;

  private Channels(List<Channel> channels) {
    this.channels = List.copyOf(channels);
  }

  /**
   * The channels to these targets; {@link OutwardException} where a file of one does not read.
   *
   * @param language of what people read
   * @param training whether this node belongs to no State: only then may a webhook lead to this
   *     machine, and without TLS
   */
  public static Outward of(
      String language,
      boolean training,
      List<MailTarget> mail,
      List<WebhookTarget> webhooks,
      InstantSource clock) {
    List<Channel> all = new ArrayList<>();
    mail.forEach(target -> all.add(new MailChannel(target, new Letter(language), clock)));
    webhooks.forEach(target -> all.add(new WebhookChannel(target, new Addresses(training), clock)));
    return new Channels(all);
  }

  @Override
  public List<String> channels() {
    return channels.stream().map(Channel::name).toList();
  }

  @Override
  public Told tell(String channel, Notice notice) {
    Optional<Channel> found =
        channels.stream().filter(one -> one.name().equals(channel)).findFirst();
    return found.isEmpty() ? new Told.Failed("there is no such channel") : found.get().tell(notice);
  }
}
