package org.vigilmesh.cli;

import org.vigilmesh.cli.request.RequestTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil case template}: an example of any message, to be changed and sent. */
@Command(
    name = "template",
    header = {"vigil case template extension_request", "vigil case template location_query.answer"})
final class CaseTemplate implements Runnable {
  @Mixin private Options options = new Options();

  @Parameters(paramLabel = "TYPE", descriptionKey = "messageType")
  private String type = "";

  @Override
  public void run() {
    Console console = options.console();
    String text =
        RequestTemplate.message(type, console.around().clock().instant())
            .orElseThrow(
                () -> CliException.of(Exit.INPUT, "E-MESSAGE-TYPE", type, CaseMessages.codes()));
    console.around().out().print(text);
    console.around().out().flush();
  }
}
