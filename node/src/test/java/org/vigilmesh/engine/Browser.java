package org.vigilmesh.engine;

import static org.vigilmesh.message.MessageFixtures.with;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.adapter.desk.Desk;
import org.vigilmesh.adapter.desk.DeskPorts;
import org.vigilmesh.adapter.desk.DeskSettings;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Enrolment.Redeemed;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Submissions;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** A browser without scripts before the desk of one member, with an officer's passkey. */
final class Browser implements AutoCloseable {
  static final String ORIGIN = "http://localhost:1";

  private final Desk desk;
  private final String officer;
  private final SoftPasskey passkey;
  private final HttpClient client = HttpClient.newHttpClient();
  private String cookie = "";
  private String token = "";

  private Browser(Desk desk, String officer, SoftPasskey passkey) {
    this.desk = desk;
    this.officer = officer;
    this.passkey = passkey;
  }

  /** Opens a desk at {@code member}, whose roster gives {@code officer} a passkey for it. */
  static Browser at(Mesh mesh, Mesh.Member member, String officer) {
    return at(mesh, member, officer, Officer.Role.OFFICER);
  }

  /** The same for an officer of that role. */
  static Browser at(Mesh mesh, Mesh.Member member, String officer, Officer.Role role) {
    SoftPasskey passkey = new SoftPasskey(officer, "localhost", ORIGIN);
    enrol(mesh, member, officer, passkey, role);
    Desk desk =
        Desk.open(
            new DeskSettings(
                new InetSocketAddress("127.0.0.1", 0),
                ORIGIN,
                Optional.empty(),
                member.ref().node().text()),
            new DeskPorts(
                new Turning(mesh, member.engine.submissions()),
                member.engine.queries(),
                member.engine.attendance(),
                member.engine.enrolment(),
                member.engine.drafts(),
                member.engine.duty(),
                member.engine.preferences(),
                Country.CODEC,
                Country.CRYPTO.verifier(),
                mesh::random,
                mesh::now));
    return new Browser(desk, officer, passkey);
  }

  /** Somebody else before the same desk, with a passkey that it takes. */
  Browser beside(String other, SoftPasskey key) {
    return new Browser(desk, other, key);
  }

  /** The same person at another machine. */
  Browser again() {
    return beside(officer, passkey);
  }

  /** With the cookie of another browser. */
  Browser like(Browser other) {
    cookie = other.cookie;
    token = other.token;
    return this;
  }

  /** A roster without {@code officer}. */
  static void strike(Mesh mesh, Mesh.Member member, String officer) {
    Roster before = newest(member).value();
    renew(
        mesh,
        member,
        before.officers().stream().filter(one -> !one.id().text().equals(officer)).toList());
  }

  /** Somebody with a local role before the same desk. */
  Browser local(Mesh.Member member, String other, Officer.Role role) {
    SoftPasskey key = new SoftPasskey(other, "localhost", ORIGIN);
    Enrolment enrolment = member.engine.enrolment();
    Done.Ok invited =
        (Done.Ok) enrolment.invite(new OfficerId(other), other, role, Duration.ofHours(1), "root");
    Redeemed.Welcome welcome =
        (Redeemed.Welcome) enrolment.redeem(invited.lines().getFirst(), "here");
    Bytes proof = key.proof(welcome.challenge()).bytes();
    Mesh.require(enrolment.enrol(welcome.challenge(), key.credential(), proof));
    return beside(other, key);
  }

  /** Any method, with or without the cookie and token of this browser. */
  HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
    boolean isForm = !method.equals("GET") && !method.equals("HEAD");
    HttpRequest.Builder request =
        to(path)
            .header("Origin", ORIGIN)
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                isForm ? BodyPublishers.ofString("token=" + token) : BodyPublishers.noBody());
    if (isForm) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** The engines turn when told to: after a submission they are. */
  record Turning(Mesh mesh, Submissions engine) implements Submissions {
    @Override
    public void submit(Submission submission, Consumer<Submitted> answer) {
      engine.submit(submission, answer);
      mesh.settle();
    }

    @Override
    public Optional<DraftContext> draftContext(
        org.vigilmesh.identity.NodeId recipient, @Nullable CaseId caseId) {
      return engine.draftContext(recipient, caseId);
    }

    @Override
    public Optional<Progress> progress(org.vigilmesh.message.ActId act) {
      return engine.progress(act);
    }

    @Override
    public long awaitChange(long seen, long patienceMillis) throws InterruptedException {
      return engine.awaitChange(seen, patienceMillis);
    }
  }

  /** Gives an officer of {@code member} this passkey, by a roster of its authorities. */
  static void enrol(Mesh mesh, Mesh.Member member, String officer, SoftPasskey passkey) {
    enrol(mesh, member, officer, passkey, Officer.Role.OFFICER);
  }

  static void enrol(
      Mesh mesh, Mesh.Member member, String officer, SoftPasskey passkey, Officer.Role role) {
    renew(
        mesh,
        member,
        newest(member).value().officers().stream()
            .map(
                one ->
                    one.id().text().equals(officer)
                        ? with(with(one, "credentials", withPasskey(one, passkey)), "role", role)
                        : one)
            .toList());
  }

  private static void renew(Mesh mesh, Mesh.Member member, List<Officer> officers) {
    Endorsed<Roster> before = newest(member);
    Roster next =
        with(
            with(
                with(before.value(), "officers", officers),
                "version",
                before.value().version() + 1),
            "previous",
            before.hash());
    Endorsed<Roster> endorsed = member.country.endorsed(next, 2);
    Mesh.require(
        member
            .engine
            .administration()
            .importRoster(Country.CODEC.endorsedRoster().encode(endorsed), "admin"));
    member.country.roster = endorsed;
    mesh.settle();
  }

  private static Endorsed<Roster> newest(Mesh.Member member) {
    return member
        .store
        .read(view -> view.newestIdentity(member.ref().node(), IdentityKind.ROSTER))
        .flatMap(row -> Country.CODEC.endorsedRoster().decode(row.container()).find())
        .orElseThrow();
  }

  private static List<Credential> withPasskey(Officer officer, SoftPasskey passkey) {
    List<Credential> all = new ArrayList<>(officer.credentials());
    all.add(passkey.credential());
    return all;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(to(path).GET().build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    find(answer.body(), "name=\"token\" value=\"([^\"]+)\"").ifPresent(found -> token = found);
    return answer;
  }

  /** Sends a form with this session's token. */
  HttpResponse<String> post(String path, String... fields)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return send(path, form, ORIGIN);
  }

  /** What is sent as a file. */
  HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
    return client.send(to(path).GET().build(), BodyHandlers.ofByteArray());
  }

  /** The same with a file, as a form of several parts. */
  HttpResponse<String> upload(String path, Map<String, String> form, String name, String content)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("token", token);
    all.forEach(
        (field, text) -> body.append(part("name=\"" + field + "\"")).append(text).append("\r\n"));
    body.append(part("name=\"upload\"; filename=\"" + name + "\""));
    body.append(content).append("\r\n--part--\r\n");
    return client.send(
        to(path)
            .header("Origin", ORIGIN)
            .header("Content-Type", "multipart/form-data; boundary=part")
            .POST(BodyPublishers.ofString(body.toString()))
            .build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** A file alone, as a form that needs no session. */
  HttpResponse<String> upload(String path, String field, byte[] content)
      throws IOException, InterruptedException {
    byte[] head = part("name=\"" + field + "\"; filename=\"f\"").getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8);
    return client.send(
        to(path)
            .header("Origin", ORIGIN)
            .header("Content-Type", "multipart/form-data; boundary=part")
            .POST(
                BodyPublishers.ofByteArray(
                    Bytes.concat(Bytes.of(head), Bytes.of(content), Bytes.of(tail)).toArray()))
            .build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** From here on a stranger. */
  void forget() {
    cookie = "";
    token = "";
  }

  private static String part(String disposition) {
    return "--part\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
  }

  HttpResponse<String> send(String path, Map<String, String> form, String origin)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        client.send(
            to(path)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString(StandardCharsets.UTF_8));
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    return answer;
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + desk.port() + path))
            .header("Accept-Language", "en");
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  /** An answer that goes on; its reader closes it. */
  InputStream stream(String path) throws IOException, InterruptedException {
    return client
        .send(
            to(path).header("Accept", "text/event-stream").GET().build(),
            BodyHandlers.ofInputStream())
        .body();
  }

  /** Through the entrance with the passkey; afterwards the token of the session is known. */
  HttpResponse<String> signIn() throws IOException, InterruptedException {
    HttpResponse<String> answer = touch("/enter", get("/enter").body());
    get("/settings");
    return answer;
  }

  /** Shows the passkey to a form of the entrance or of the lock. */
  HttpResponse<String> touch(String path, String page) throws IOException, InterruptedException {
    Digest challenge = challenge(page);
    Map<String, String> form = assertion(challenge);
    form.put("challenge", text(challenge.bytes()));
    form.put("officer", text(Bytes.utf8(officer)));
    form.put("credential", text(passkey.id().bytes()));
    find(page, "name=\"back\" value=\"([^\"]*)\"").ifPresent(back -> form.put("back", back));
    return send(path, form, ORIGIN);
  }

  /** Signs what a review sheet shows. */
  HttpResponse<String> sign(String review) throws IOException, InterruptedException {
    Map<String, String> form = assertion(challenge(review));
    form.put("token", token);
    return send(find(review, "action=\"([^\"]*)\" data-passkey=").orElseThrow(), form, ORIGIN);
  }

  private Map<String, String> assertion(Digest challenge) {
    PasskeyProof proof = passkey.proof(challenge);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("authenticator", text(proof.authenticatorData()));
    form.put("client", text(proof.clientData()));
    form.put("signature", text(proof.signature()));
    return form;
  }

  private static Digest challenge(String page) {
    String shown = find(page, "data-challenge=\"([^\"]+)\"").orElseThrow();
    return new Digest(Bytes.of(Base64.getUrlDecoder().decode(shown)));
  }

  private static String text(Bytes bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
  }

  static Optional<String> find(String page, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  String token() {
    return token;
  }

  Desk desk() {
    return desk;
  }

  @Override
  public void close() {
    client.close();
    closeDesk();
  }

  void closeDesk() {
    desk.close();
  }
}
