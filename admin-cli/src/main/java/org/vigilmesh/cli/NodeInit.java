package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.KeyHeader;
import org.vigilmesh.config.Readers;
import org.vigilmesh.config.YamlFile;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.ContactPoint;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.KeySet.Endpoint;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil node init}: a new node, by questions or from an answers file. */
@Command(
    name = "init",
    header = {
      "vigil node init --dir xb",
      "vigil node init --dir xb --answers answers.yaml --with-anchor --no-input"
    })
final class NodeInit implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Change change = new Change();

  @Option(names = "--dir", paramLabel = "DIRECTORY", required = true)
  private Path directory = Path.of("");

  @Option(names = "--answers", paramLabel = "FILE")
  private @Nullable Path answers;

  @Option(names = "--with-anchor")
  private boolean withAnchor;

  @Override
  public void run() {
    Console console = options.console();
    Founding.Plan plan = answers == null ? asked(console) : read(console.path(answers));
    if (!withAnchor && !plan.officers().isEmpty()) {
      throw CliException.of(Exit.INPUT, "E-INIT-OFFICERS");
    }
    String shown = plan.node().node().shown();
    if (change.isOnlyPlanned(console, "plan.node.init", shown, directory)) {
      return;
    }
    Founding founding = new Founding(console.around(), plan, console.path(directory));
    if (withAnchor) {
      Progress.during(console, console.texts().of("init.making"), founding::everything);
      console.say("init.training", shown, directory);
    } else {
      KeyHeader signing =
          Progress.during(console, console.texts().of("init.making"), founding::node);
      write(founding, signing);
      console.say("init.done", shown, directory);
    }
    console.show(
        View.one("NodeInit")
            .field("node", plan.node().node().text())
            .field("directory", directory));
  }

  /** Drafts of card and roster for the machines on which they are signed. */
  private static void write(Founding founding, KeyHeader signing) {
    Path home = founding.layout().directory();
    LocalFiles.write(
        home.resolve("roster-draft.yaml"), Bytes.utf8(founding.rosterDraft(List.of()).yaml()));
    LocalFiles.write(
        home.resolve("card-draft.yaml"), Bytes.utf8(founding.openDraft(signing).yaml()));
  }

  private static Founding.Plan read(Path file) {
    YamlFile yaml = YamlFile.read(file);
    Section root = yaml.root();
    Optional<NodeId> node = root.required("node", NodeId::typed, "node_id");
    int epoch = root.optional("epoch", Presentation.days(), "number").orElse(1);
    Optional<Presentation> presentation = Presentation.read(root);
    Optional<String> listen = root.required("listen", NodeInit::listen, "host_port");
    List<Endpoint> advertise = root.list("advertise", Readers::endpoint, "host_port");
    List<RosterDraft.Entry> officers = new ArrayList<>();
    for (Section officer : root.sections("officers")) {
      RosterDraft.entry(officer).ifPresent(officers::add);
    }
    yaml.end();
    return new Founding.Plan(
        new NodeRef(node.orElseThrow(), epoch),
        presentation.orElseThrow(),
        listen.orElseThrow(),
        advertise.stream().map(Endpoint::toString).toList(),
        officers);
  }

  private static String listen(String text) {
    Readers.endpoint(text.endsWith(":0") ? text.substring(0, text.length() - 1) + "1" : text);
    return text;
  }

  private static Founding.Plan asked(Console console) {
    try {
      NodeId node = NodeId.typed(console.ask("--answers", "ask.node"));
      String name = Readers.text(console.ask("--answers", "ask.name"));
      String authority = Readers.text(console.ask("--answers", "ask.authority"));
      String phone = console.ask("--answers", "ask.phone");
      String language = console.ask("--answers", "ask.language").toLowerCase(Locale.ROOT);
      String listen = listen(console.ask("--answers", "ask.listen"));
      String endpoint = console.ask("--answers", "ask.endpoint");
      ContactPoint contact =
          new ContactPoint(
              Map.of(language.isEmpty() ? "en" : language, name),
              authority,
              phone.isEmpty() ? List.of() : List.of(phone),
              List.of(language.isEmpty() ? "en" : language));
      return new Founding.Plan(
          new NodeRef(node, 1),
          new Presentation(contact, new Declarations(List.of("UNCC"), false, 90, List.of())),
          listen,
          endpoint.isEmpty() ? List.of() : List.of(Readers.endpoint(endpoint).toString()),
          List.of());
    } catch (InvalidValue e) {
      throw CliException.of(Exit.INPUT, "E-ANSWER", String.valueOf(e.getMessage()));
    }
  }
}
