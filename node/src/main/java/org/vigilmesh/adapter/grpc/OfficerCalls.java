package org.vigilmesh.adapter.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.proto.v1.DismissOfficerRequest;
import org.vigilmesh.proto.v1.EnrolledPasskey;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.InviteOfficerRequest;
import org.vigilmesh.proto.v1.ListEnrolmentsResponse;
import org.vigilmesh.value.InvalidValue;

/** The admin calls about how officers get passkeys. */
final class OfficerCalls {
  private OfficerCalls() {}

  static Done invite(AdminPorts ports, InviteOfficerRequest request, String by) {
    long seconds = Scalars.count(request.getSeconds());
    InvalidValue.unless(seconds <= Enrolment.LIFE_MAX.toSeconds(), "a code lives 24 hours at most");
    Done done =
        ports
            .enrolment()
            .invite(
                new OfficerId(request.getOfficer()),
                request.getName(),
                role(request.getRole()),
                Duration.ofSeconds(seconds),
                by);
    return done instanceof Done.Ok(long journal, List<String> lines) && !ports.desk().isEmpty()
        ? new Done.Ok(journal, linked(lines, ports.desk()))
        : done;
  }

  /** A fragment stays in the browser: no log of any server on the way has the code. */
  private static List<String> linked(List<String> lines, String desk) {
    List<String> all = new ArrayList<>(lines);
    all.add(desk + "/enrol#" + lines.getFirst());
    return all;
  }

  static Done dismiss(Enrolment enrolment, DismissOfficerRequest request, String by) {
    return enrolment.dismiss(new OfficerId(request.getOfficer()), by);
  }

  private static Role role(String text) {
    return Arrays.stream(Role.values())
        .filter(role -> code(role).equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidValue("no such role"));
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static ListEnrolmentsResponse listFailed(Failed failed) {
    return ListEnrolmentsResponse.newBuilder().setFailed(failed).build();
  }

  static ListEnrolmentsResponse list(Enrolment enrolment) {
    var out = ListEnrolmentsResponse.newBuilder();
    out.getEnrolmentsBuilder()
        .addAllEnrolments(enrolment.enrolments().stream().map(OfficerCalls::passkey).toList());
    return out.build();
  }

  private static EnrolledPasskey passkey(Enrolment.Enrolled in) {
    return EnrolledPasskey.newBuilder()
        .setOfficer(in.officer().text())
        .setName(in.name())
        .setRole(code(in.role()))
        .setCredential(Scalars.bytes(in.credential().id().bytes()))
        .setPublicKey(Scalars.bytes(in.credential().publicKey()))
        .setKind(code(in.credential().kind()))
        .setRelyingParty(in.credential().relyingParty())
        .addAllOrigins(in.credential().origins())
        .setEnrolledAt(in.at().toEpochMilli())
        .build();
  }
}
