package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto.KeyRead;
import org.vigilmesh.adapter.crypto.Crypto.KeyRead.Reason;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.SecretBytes;

/**
 * Key files under one passphrase. Argon2id (RFC 9106) makes a master of passphrase and salt; HKDF
 * over the file's clear header makes each file's own AES-256-GCM key. Files written here share salt
 * and cost of the last one that opened, so a node that reads twenty files pays for Argon2id once.
 */
final class SealedKeyFiles implements Crypto.KeyFiles {
  /** Six times the longest that is written. */
  static final int FILE_SIZE_MAX = 32 * 1024;

  private final SecretBytes passphrase;
  private final KeyCost cost;
  private final Entropy entropy;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Master last;

  /** The last that opened a file or wrote one: a stranger's file cannot make ours cheap. */
  private @Nullable Master proven;

  SealedKeyFiles(SecretBytes passphrase, KeyCost cost, Entropy entropy) {
    this.passphrase = passphrase;
    this.cost = cost;
    this.entropy = entropy;
  }

  /** What Argon2id made of the passphrase. */
  private static final class Master {
    private final KeyCost cost;
    private final Bytes salt;
    private final SecretBytes secret;

    private Master(KeyCost cost, Bytes salt, SecretBytes secret) {
      this.cost = cost;
      this.salt = salt;
      this.secret = secret;
    }

    private boolean isOf(KeyCost otherCost, Bytes otherSalt) {
      return cost.equals(otherCost) && salt.equals(otherSalt);
    }

    @Override
    public String toString() {
      return "Master[redacted]";
    }
  }

  @Override
  public void save(Crypto.Key key, Path file) {
    HeldKey held = HeldKey.of(key, KeyKind.values());
    byte[] seeds = held.seeds().reveal();
    Master master = masterForWriting();
    try {
      if (Files.exists(file)) {
        throw new CryptoException(file + " exists; a key is never written over another");
      }
      KeyText draft =
          new KeyText(
              held.header(),
              master.cost,
              master.salt,
              Bytes.of(entropy.bytes(AesGcm.NONCE_SIZE)),
              Bytes.EMPTY);
      byte[] nonce = draft.nonce().toArray();
      byte[] encrypted = AesGcm.encrypt(fileKey(master, draft), nonce, draft.clear(), seeds);
      KeyText whole =
          new KeyText(
              draft.header(), draft.cost(), draft.salt(), draft.nonce(), Bytes.of(encrypted));
      PrivateFiles.replace(file, whole.text().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new CryptoException("cannot write " + file, e);
    } finally {
      Arrays.fill(seeds, (byte) 0);
    }
  }

  @Override
  public KeyRead open(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return new KeyRead.Refused(Reason.MISSING, file.toString());
      }
      Optional<String> exposure = PrivateFiles.findExposure(file);
      if (exposure.isPresent()) {
        return new KeyRead.Refused(Reason.EXPOSED, exposure.get());
      }
      return decrypt(parse(file));
    } catch (InvalidValue e) {
      return new KeyRead.Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CryptoException("cannot read " + file, e);
    }
  }

  /** The clear part of {@code file}, believed by nobody yet. */
  static Optional<KeyHeader> find(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(parse(file).header()) : Optional.empty();
    } catch (InvalidValue _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new CryptoException("cannot read " + file, e);
    }
  }

  private static KeyText parse(Path file) throws IOException {
    return KeyText.parse(
        PrivateFiles.find(file, FILE_SIZE_MAX).orElseThrow(() -> new InvalidValue("too long")));
  }

  private KeyRead decrypt(KeyText text) {
    InvalidValue.unless(
        text.sealed().size() == KeyText.sealedSize(text.header().kind()), "sealed size");
    Master master = master(text.cost(), text.salt());
    Optional<byte[]> seeds =
        AesGcm.decrypt(
            fileKey(master, text), text.nonce().toArray(), text.clear(), text.sealed().toArray());
    if (seeds.isEmpty()) {
      return new KeyRead.Refused(Reason.WRONG_PASSPHRASE, "or an altered file");
    }
    KeyHeader header = text.header();
    prove(master);
    HeldKey key =
        HeldKey.of(header.kind(), header.node(), header.created(), SecretBytes.of(seeds.get()));
    Arrays.fill(seeds.get(), (byte) 0);
    InvalidValue.unless(key.header().equals(header), "public keys of other seeds");
    return new KeyRead.Opened(key);
  }

  private static byte[] fileKey(Master master, KeyText text) {
    byte[] secret = master.secret.reveal();
    try {
      byte[] label = "vigil/key-file/v1".getBytes(StandardCharsets.US_ASCII);
      return Hkdf.derive(secret, label, text.clear().toArray(), AesGcm.KEY_SIZE);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private void prove(Master master) {
    lock.lock();
    try {
      proven = master;
    } finally {
      lock.unlock();
    }
  }

  private Master masterForWriting() {
    lock.lock();
    try {
      if (proven == null) {
        proven = master(cost, Bytes.of(entropy.bytes(KeyText.SALT_SIZE)));
      }
      return proven;
    } finally {
      lock.unlock();
    }
  }

  private Master master(KeyCost asked, Bytes salt) {
    lock.lock();
    try {
      Master known = last;
      if (known != null && known.isOf(asked, salt)) {
        return known;
      }
      Master made = new Master(asked, salt, stretch(asked, salt));
      last = made;
      return made;
    } finally {
      lock.unlock();
    }
  }

  private SecretBytes stretch(KeyCost asked, Bytes salt) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(asked.memoryKib())
            .withIterations(asked.passes())
            .withParallelism(asked.lanes())
            .withSalt(salt.toArray())
            .build());
    byte[] secret = new byte[AesGcm.KEY_SIZE];
    byte[] word = passphrase.reveal();
    argon2.generateBytes(word, secret);
    SecretBytes made = SecretBytes.of(secret);
    Arrays.fill(word, (byte) 0);
    Arrays.fill(secret, (byte) 0);
    return made;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      passphrase.close();
      if (last != null) {
        last.secret.close();
        last = null;
      }
      if (proven != null) {
        proven.secret.close();
        proven = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "SealedKeyFiles[redacted]";
  }
}
