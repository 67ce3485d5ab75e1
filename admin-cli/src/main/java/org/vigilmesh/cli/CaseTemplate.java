package org.vigilmesh.cli;

import org.vigilmesh.request.RequestTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code vigil case template}: an example of any message, to be changed and sent; without a type,
 * the list of all.
 */
@Command(
    name = "template",
    header = {"vigil case template", "vigil case template location_query.answer"})
final class CaseTemplate implements Runnable {
  @Mixin private Options options = new Options();

  @Parameters(paramLabel = "TYPE", arity = "0..1", descriptionKey = "messageType")
  private String type = "";

  @Override
  public void run() {
    Console console = options.console();
    String text =
        type.isEmpty()
            ? CaseMessages.codes()
            : RequestTemplate.message(type, console.around().clock().instant())
                .orElseThrow(() -> CliException.of(Exit.INPUT, "E-MESSAGE-TYPE", type));
    console.around().out().print(text);
    console.around().out().flush();
  }
}
