package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.vigilmesh.adapter.crypto.Sample.ANCHOR;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.PAIR;
import static org.vigilmesh.adapter.crypto.Sample.SIGNER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

final class CmsExportTest {
  private static final Bytes CONTENT = Bytes.utf8("header of a statement\r\n with \n line ends");
  private static final Signatures SIGNED = SIGNER.sign(Purpose.STATEMENT, AT, CONTENT);
  private static final CmsExport EXPORT =
      CRYPTO.export(Purpose.STATEMENT, AT, CONTENT, SIGNED, PAIR);

  private static SignerInformation signer(Bytes file, Bytes content) throws CMSException {
    CMSSignedData data =
        new CMSSignedData(new CMSProcessableByteArray(content.toArray()), file.toArray());
    return data.getSignerInfos().getSigners().iterator().next();
  }

  private static boolean accepts(Bytes file, Bytes content, Bytes certificate)
      throws CMSException, IOException, OperatorCreationException {
    try {
      return signer(file, content)
          .verify(
              new JcaSimpleSignerInfoVerifierBuilder()
                  .setProvider(new BouncyCastleProvider())
                  .build(new X509CertificateHolder(certificate.toArray())));
    } catch (org.bouncycastle.cms.CMSSignerDigestMismatchException _) {
      return false;
    } catch (java.security.cert.CertificateException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bouncyCastleAcceptsBothFiles() throws Exception {
    assertTrue(accepts(EXPORT.p256(), CONTENT, PAIR.p256()));
    assertTrue(accepts(EXPORT.mlDsa(), CONTENT, PAIR.mlDsa()));
  }

  @Test
  void bouncyCastleRefusesOtherContentOrSignatures() throws Exception {
    assertFalse(accepts(EXPORT.p256(), Sample.flipped(CONTENT, 0), PAIR.p256()));
    assertFalse(accepts(EXPORT.mlDsa(), Sample.flipped(CONTENT, 0), PAIR.mlDsa()));
    Signatures bad =
        new Signatures(
            PAIR.id(), Sample.flipped(SIGNED.p256(), 9), Sample.flipped(SIGNED.mlDsa(), 9));
    CmsExport forged = CRYPTO.export(Purpose.STATEMENT, AT, CONTENT, bad, PAIR);
    assertFalse(accepts(forged.p256(), CONTENT, PAIR.p256()));
    assertFalse(accepts(forged.mlDsa(), CONTENT, PAIR.mlDsa()));
  }

  @Test
  void bouncyCastleRefusesAnotherPurpose() throws Exception {
    CmsExport other = CRYPTO.export(Purpose.RECEIPT, AT, CONTENT, SIGNED, PAIR);
    assertFalse(accepts(other.p256(), CONTENT, PAIR.p256()));
    assertFalse(accepts(other.mlDsa(), CONTENT, PAIR.mlDsa()));
  }

  @Test
  void attributesAreTheRebuiltOnes() throws Exception {
    SignerInformation signer = signer(EXPORT.p256(), CONTENT);
    Claim claim = new Claim(Purpose.STATEMENT, AT, CONTENT);
    assertEquals(
        claim.p256Message(Claim.Names.of(PAIR)), Bytes.of(signer.getEncodedSignedAttributes()));
    SigningCertificateV2 certificate =
        SigningCertificateV2.getInstance(
            signer
                .getSignedAttributes()
                .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .getAttrValues()
                .getObjectAt(0));
    assertEquals(1, certificate.getCerts().length);
    assertEquals(
        Claim.Names.of(PAIR).p256().bytes(), Bytes.of(certificate.getCerts()[0].getCertHash()));
    assertEquals(5, signer.getSignedAttributes().size());
  }

  @Test
  void nonsenseForCertificatesIsInvalid() {
    CertificatePair bad = new CertificatePair(Bytes.utf8("0"), Bytes.utf8("0"));
    assertThrows(
        InvalidValue.class, () -> CRYPTO.export(Purpose.STATEMENT, AT, CONTENT, SIGNED, bad));
  }

  @Test
  void opensslAcceptsTheP256FileWithItsChain(@TempDir Path folder) throws Exception {
    assumeTrue(hasOpenssl(), "openssl is not installed");
    Path content = Files.write(folder.resolve("content"), CONTENT.toArray());
    Path other = Files.write(folder.resolve("other"), Sample.flipped(CONTENT, 1).toArray());
    Path file = Files.write(folder.resolve("statement.p7s"), EXPORT.p256().toArray());
    Path anchor = Files.writeString(folder.resolve("anchor"), pem());
    String at = Long.toString(AT.getEpochSecond() + 60);
    List<String> chain = List.of("-CAfile", anchor.toString(), "-purpose", "any", "-attime", at);
    assertEquals(0, openssl(file, content, chain));
    assertEquals(0, openssl(file, content, List.of("-noverify")));
    assertNotEquals(0, openssl(file, other, chain));
    assertNotEquals(0, openssl(file, other, List.of("-noverify")));
  }

  private static String pem() {
    Bytes certificate = CRYPTO.anchor(ANCHOR).certificates().p256();
    String body = Base64.getMimeEncoder().encodeToString(certificate.toArray());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }

  private static boolean hasOpenssl() throws InterruptedException {
    try {
      return run(List.of("openssl", "version")) == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static int openssl(Path file, Path content, List<String> trust)
      throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("openssl", "cms", "-verify", "-binary", "-inform", "DER"));
    command.addAll(List.of("-in", file.toString(), "-content", content.toString()));
    command.addAll(trust);
    return run(command);
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return process.exitValue();
  }
}
