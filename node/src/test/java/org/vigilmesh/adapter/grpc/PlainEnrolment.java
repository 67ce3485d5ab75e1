package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.Fixtures.T;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** One passkey waits; every invitation is noted and gets the same code. */
final class PlainEnrolment implements Enrolment {
  static final Credential CREDENTIAL = SoftPasskey.at("desk.example", "waits").credential();

  private final List<String> invited = new ArrayList<>();

  synchronized List<String> invited() {
    return List.copyOf(invited);
  }

  @Override
  public synchronized Done invite(
      OfficerId officer, String name, Role role, Duration life, String by) {
    invited.add(officer + " " + name + " " + role + " " + life + " " + by);
    return new Done.Ok(5, List.of("4F7K-92QD-M3XA", T.toString()));
  }

  @Override
  public Redeemed redeem(String code, String from) {
    return new Redeemed.Refused();
  }

  @Override
  public Optional<Redeemed.Welcome> another(Attending who) {
    return Optional.empty();
  }

  @Override
  public Done dismiss(OfficerId officer, String by) {
    return new Done.Ok(7, List.of(officer + " by " + by));
  }

  @Override
  public Done enrol(Digest challenge, Credential credential, Bytes proof) {
    return new Done.Ok(6, List.of());
  }

  @Override
  public List<Enrolled> enrolments() {
    return List.of(
        new Enrolled(
            new OfficerId("s.tan"),
            "S. Tan",
            Role.SUPERVISOR,
            CREDENTIAL,
            Fixtures.digest("challenge"),
            Fixtures.bytes("proof", 64),
            T));
  }
}
