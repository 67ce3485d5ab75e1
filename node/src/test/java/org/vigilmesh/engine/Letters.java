package org.vigilmesh.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Writes acts as a desk would, and hands them in. */
final class Letters {
  private final Mesh mesh;

  Letters(Mesh mesh) {
    this.mesh = mesh;
  }

  /** An act in the making. */
  record Draft(
      Mesh.Member from,
      NodeRef to,
      Content content,
      CaseId caseId,
      Urgency urgency,
      List<Digest> parents,
      List<String> officers,
      Duration life) {}

  Draft test(Mesh.Member from, Mesh.Member to, Urgency urgency) {
    return new Draft(
        from,
        to.ref(),
        new Content.ChannelTest(mesh.fresh(16), false, List.of()),
        mesh.newCase(),
        urgency,
        List.of(),
        List.of(),
        Duration.ofHours(1));
  }

  Act act(Draft draft) {
    List<Act.Signer> signers = new ArrayList<>();
    for (String officer : draft.officers()) {
      signers.add(
          new Act.Signer(
              new OfficerId(officer),
              signers.isEmpty() ? Act.Purpose.AUTHOR : Act.Purpose.AUTHORISER));
    }
    return new Act(
        mesh.fresh(32),
        ActId.of(mesh.now(), mesh.fresh(10)),
        draft.from().ref(),
        draft.to(),
        true,
        draft.urgency(),
        draft.caseId(),
        draft.content(),
        List.of(),
        draft.parents(),
        List.of(),
        signers,
        mesh.now(),
        mesh.now().plus(draft.life()),
        "en",
        Digest.ZERO,
        List.of());
  }

  Submission signed(Mesh.Member by, Act act, List<String> officers) {
    Bytes bytes = Country.CODEC.act().encode(act);
    List<Endorsement> endorsements =
        officers.stream().map(name -> by.country.endorse(name, Act.endorsedDigest(bytes))).toList();
    return new Submission(bytes, endorsements, List.of());
  }

  /** Hands the draft in; the answer is there once the mesh has settled. */
  Sent send(Draft draft) {
    Act act = act(draft);
    return submit(draft.from(), signed(draft.from(), act, draft.officers()), act);
  }

  Sent submit(Mesh.Member from, Submission submission, Act act) {
    Sent sent = new Sent(act, new ArrayList<>());
    from.engine.submissions().submit(submission, sent.answers()::add);
    return sent;
  }

  /** An act on its way, with the answers of our own node. */
  record Sent(Act act, List<Submitted> answers) {
    Optional<Submitted> answer() {
      return answers.stream().findFirst();
    }

    boolean isAccepted() {
      return answer().filter(a -> a instanceof Submitted.AcceptedForSending).isPresent();
    }
  }
}
