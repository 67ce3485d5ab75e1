package org.vigilmesh.adapter.desk;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty desk: pages for officers' browsers, over HTTPS, or on loopback without it for exercises.
 * It listens from {@link #open} until {@link #close}.
 */
public final class Desk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  /** A form with attachments; statements hold 192 KiB of them. */
  private static final long REQUEST_MAX = 512 * 1024;

  private final Javalin server;
  private final Routes routes;

  private final LiveHints hints;

  private Desk(Javalin server, Routes routes, LiveHints hints) {
    this.server = server;
    this.routes = routes;
    this.hints = hints;
  }

  /** Opens the desk; on return it listens. {@link DeskException} when it cannot. */
  public static Desk open(DeskSettings settings, DeskPorts ports) {
    WebSessions sessions = new WebSessions(ports);
    Guard guard = new Guard(settings, sessions);
    Assets assets = new Assets();
    Pages pages = new Pages(ports, guard, assets);
    LiveHints hints = new LiveHints(ports, guard);
    Routes routes = routes(settings, ports, sessions, guard, assets, pages, hints);
    try {
      Javalin server = Javalin.create(config -> configure(config, settings, guard, pages, routes));
      server.start();
      LOG.info("event=desk.open origin={} port={}", settings.origin(), server.port());
      return new Desk(server, routes, hints);
    } catch (JavalinBindException e) {
      throw new DeskException("the desk cannot listen on " + settings.listen(), e);
    }
  }

  private static Routes routes(
      DeskSettings settings,
      DeskPorts ports,
      WebSessions sessions,
      Guard guard,
      Assets assets,
      Pages pages,
      LiveHints hints) {
    Entering entering = new Entering(ports);
    LockPages locks = new LockPages(settings, ports, guard, pages, entering);
    Routes routes = new Routes(guard, pages, locks::show);
    routes.open("/assets/{folder}/{name}", assets::serve);
    new SignInPages(settings, ports, sessions, guard, pages, entering).add(routes);
    locks.add(routes);
    new EnrolPages(settings, ports, pages).add(routes);
    new SettingsPages(settings, ports, sessions, pages).add(routes);
    new JournalPages(ports, pages).add(routes);
    new ListPages(ports, pages).add(routes);
    new HealthPages(ports, pages).add(routes);
    new ShiftPages(ports, pages, guard).add(routes);
    new CalendarPages(ports, pages).add(routes);
    new CasePages(ports, pages).add(routes);
    new PaperPages(ports, pages).add(routes);
    new EvidencePages(ports, pages).add(routes);
    new VerifyPages(ports, pages).add(routes);
    Signing signing = new Signing(settings, ports, pages);
    signing.add(routes);
    SigningPages answers = new SigningPages(ports, pages, signing);
    answers.add(routes);
    new SayPages(ports, pages, answers).add(routes);
    new ComposePages(ports, pages, signing).add(routes);
    new DraftPages(settings, ports, pages, signing).add(routes);
    new ShownPages(ports).add(routes);
    hints.add(routes);
    return routes;
  }

  private static void configure(
      JavalinConfig config, DeskSettings settings, Guard guard, Pages pages, Routes routes) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = REQUEST_MAX;
    config.http.strictContentTypes = true;
    config.jetty.host = settings.listen().getHostString();
    config.jetty.port = settings.listen().getPort();
    // what is attached stays in memory: nothing of a draft is ever written unencrypted
    config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
    config.jetty.multipartConfig.maxFileSize(REQUEST_MAX, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(REQUEST_MAX, SizeUnit.BYTES);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    settings.tls().ifPresent(tls -> config.jetty.addConnector(new HttpsConnector(settings, tls)));
    config.routes.before(guard::seal);
    config.routes.before(Desk::refuseOtherMethods);
    routes.register(config.routes);
    config.routes.exception(RuntimeException.class, (e, ctx) -> fail(e, ctx, pages));
    config.routes.error(404, ctx -> pages.say(ctx, 404, "say.missing"));
  }

  /** Pages are got and forms are posted; nothing else is heard, whoever asks. */
  private static void refuseOtherMethods(Context ctx) {
    if (!ctx.method().equals(HandlerType.GET) && !ctx.method().equals(HandlerType.POST)) {
      ctx.header("Allow", "GET, POST");
      ctx.status(405);
      ctx.skipRemainingHandlers();
    }
  }

  /** A fault of ours: the officer reads one sentence, the log has the rest. */
  private static void fail(RuntimeException e, Context ctx, Pages pages) {
    LOG.error("event=desk.fault method={} a page failed", ctx.method().name(), e);
    pages.say(ctx, 500, "say.fault");
  }

  /** The port on which it listens. */
  public int port() {
    return server.port();
  }

  /** Every address, such as {@code POST /leave OFFICER}, the last word being who may use it. */
  public List<String> addresses() {
    return routes.all().stream()
        .map(route -> route.method().name() + " " + route.path() + " " + route.rule().access())
        .toList();
  }

  @Override
  public void close() {
    hints.close();
    server.stop();
  }
}
