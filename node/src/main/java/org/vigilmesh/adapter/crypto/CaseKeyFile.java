package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.SecretBytes;

/**
 * The case keys: a head of 16 bytes and the master key's name, then one record for each case: id,
 * nonce, wrapped key, checksum. New records are appended and synced; shredding writes the file
 * anew. A last record that a crash left torn was never used and is overwritten.
 */
final class CaseKeyFile implements Crypto.Vault {
  private static final Bytes MAGIC = Bytes.utf8("vigil-vault-v1\n\n");
  private static final int HEAD_SIZE = 16 + Digest.SIZE;
  private static final int ID_SIZE = 16;
  private static final int WRAPPED_AT = ID_SIZE + AesGcm.NONCE_SIZE;
  private static final int CHECKSUM_AT = WRAPPED_AT + AesGcm.KEY_SIZE + AesGcm.TAG_SIZE;
  private static final int CHECKSUM_SIZE = 8;
  private static final int RECORD_SIZE = CHECKSUM_AT + CHECKSUM_SIZE;

  /** A million cases: a century of the busiest desk. */
  private static final int FILE_SIZE_MAX = HEAD_SIZE + 1_000_000 * RECORD_SIZE;

  private final Path file;
  private final Bytes head;
  private final SecretBytes wrapping;
  private final SecretBytes marking;
  private final Entropy entropy;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<CaseId, Bytes> records = new LinkedHashMap<>();
  private final Map<CaseId, SecretBytes> keys = new ConcurrentHashMap<>();
  private FileChannel channel;

  private CaseKeyFile(Path file, HeldKey master, Entropy entropy) throws IOException {
    this.file = file;
    this.head = head(master);
    this.wrapping =
        master.use(
            0,
            seed -> SecretBytes.of(Hkdf.derive(seed, "vigil/vault/v1", "wrap", AesGcm.KEY_SIZE)));
    this.marking =
        master.use(
            0, seed -> SecretBytes.of(Hkdf.derive(seed, "vigil/vault/v1", "mark", Digest.SIZE)));
    this.entropy = entropy;
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static Bytes head(HeldKey master) {
    return Bytes.concat(MAGIC, master.header().publicKeys().getFirst());
  }

  static CaseKeyFile create(Path file, HeldKey master, Entropy entropy) {
    try {
      if (Files.exists(file)) {
        throw new CryptoException(file + " exists; a vault is never written over another");
      }
      PrivateFiles.replace(file, head(master).toArray());
    } catch (IOException e) {
      throw new CryptoException("cannot write " + file, e);
    }
    return open(file, master, entropy);
  }

  static CaseKeyFile open(Path file, HeldKey master, Entropy entropy) {
    try {
      Optional<String> exposure = PrivateFiles.findExposure(file);
      if (exposure.isPresent()) {
        throw new CryptoException(file + " has mode " + exposure.get() + ": chmod 600 it");
      }
      byte[] content =
          PrivateFiles.find(file, FILE_SIZE_MAX)
              .orElseThrow(() -> new CryptoException(file + " is too long for a vault"));
      CaseKeyFile opened = new CaseKeyFile(file, master, entropy);
      opened.load(Bytes.of(content));
      return opened;
    } catch (IOException e) {
      throw new CryptoException("cannot read the vault " + file, e);
    }
  }

  private void load(Bytes content) {
    if (content.size() < HEAD_SIZE || !content.slice(0, HEAD_SIZE).equals(head)) {
      throw new CryptoException(file + " is no vault of this master key");
    }
    int whole = (content.size() - HEAD_SIZE) / RECORD_SIZE;
    for (int i = 0; i < whole; i++) {
      int at = HEAD_SIZE + i * RECORD_SIZE;
      Bytes record = content.slice(at, at + RECORD_SIZE);
      boolean isTorn = !checksum(record).equals(record.slice(CHECKSUM_AT, RECORD_SIZE));
      if (isTorn && i == whole - 1) {
        return;
      }
      if (isTorn || !add(record)) {
        throw new CryptoException(file + ": record " + (i + 1) + " was altered");
      }
    }
  }

  private boolean add(Bytes record) {
    try {
      CaseId caseId = new CaseId(record.slice(0, ID_SIZE));
      Optional<SecretBytes> key = unwrap(caseId, record);
      key.ifPresent(found -> keys.put(caseId, found));
      return key.isPresent() && records.put(caseId, record) == null;
    } catch (InvalidValue _) {
      return false;
    }
  }

  private Optional<SecretBytes> unwrap(CaseId caseId, Bytes record) {
    byte[] secret = wrapping.reveal();
    try {
      return AesGcm.decrypt(
              secret,
              record.slice(ID_SIZE, WRAPPED_AT).toArray(),
              Bytes.concat(head, caseId.bytes()),
              record.slice(WRAPPED_AT, CHECKSUM_AT).toArray())
          .map(CaseKeyFile::secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static SecretBytes secret(byte[] bytes) {
    SecretBytes secret = SecretBytes.of(bytes);
    Arrays.fill(bytes, (byte) 0);
    return secret;
  }

  private Bytes wrap(CaseId caseId, byte[] key) {
    byte[] secret = wrapping.reveal();
    byte[] nonce = entropy.bytes(AesGcm.NONCE_SIZE);
    byte[] wrapped = AesGcm.encrypt(secret, nonce, Bytes.concat(head, caseId.bytes()), key);
    Arrays.fill(secret, (byte) 0);
    Bytes record = Bytes.concat(caseId.bytes(), Bytes.of(nonce), Bytes.of(wrapped));
    return Bytes.concat(record, checksum(record));
  }

  /** Tells a torn record from a whole one; that nobody altered it is the wrapping's to tell. */
  private static Bytes checksum(Bytes record) {
    return Digest.sha256(record.slice(0, CHECKSUM_AT)).bytes().slice(0, CHECKSUM_SIZE);
  }

  @Override
  public Bytes encrypt(CaseId caseId, Bytes content) {
    byte[] nonce = entropy.bytes(AesGcm.NONCE_SIZE);
    byte[] key = find(caseId).orElseGet(() -> newKey(caseId));
    byte[] encrypted = AesGcm.encrypt(key, nonce, clear(caseId), content.toArray());
    Arrays.fill(key, (byte) 0);
    return Bytes.concat(Bytes.of(nonce), Bytes.of(encrypted));
  }

  @Override
  public Optional<Bytes> decrypt(CaseId caseId, Bytes encrypted) {
    return encrypted.size() < AesGcm.NONCE_SIZE
        ? Optional.empty()
        : find(caseId).flatMap(key -> decrypt(key, caseId, encrypted));
  }

  @Override
  public Digest mark(Bytes text) {
    byte[] secret = marking.reveal();
    try {
      byte[] label = Bytes.utf8("vigil/mark/v1").toArray();
      return new Digest(Bytes.of(Hkdf.derive(secret, label, text.toArray(), Digest.SIZE)));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public boolean isShredded(CaseId caseId) {
    return !keys.containsKey(caseId);
  }

  private static Optional<Bytes> decrypt(byte[] key, CaseId caseId, Bytes encrypted) {
    byte[] nonce = encrypted.slice(0, AesGcm.NONCE_SIZE).toArray();
    byte[] rest = encrypted.slice(AesGcm.NONCE_SIZE, encrypted.size()).toArray();
    Optional<Bytes> content = AesGcm.decrypt(key, nonce, clear(caseId), rest).map(Bytes::of);
    Arrays.fill(key, (byte) 0);
    return content;
  }

  private static Bytes clear(CaseId caseId) {
    return Bytes.concat(Bytes.utf8("vigil/body/v1"), caseId.bytes());
  }

  /** A copy of the key, taken while nobody wipes it: half a key would encrypt without secret. */
  private Optional<byte[]> find(CaseId caseId) {
    List<byte[]> copy = new ArrayList<>(1);
    keys.computeIfPresent(
        caseId,
        (_, key) -> {
          copy.add(key.reveal());
          return key;
        });
    return copy.stream().findFirst();
  }

  private byte[] newKey(CaseId caseId) {
    lock.lock();
    try {
      Optional<byte[]> raced = find(caseId);
      if (raced.isPresent()) {
        return raced.get();
      }
      byte[] key = entropy.bytes(AesGcm.KEY_SIZE);
      Bytes record = wrap(caseId, key);
      PrivateFiles.write(
          channel, record.toArray(), HEAD_SIZE + (long) records.size() * RECORD_SIZE);
      records.put(caseId, record);
      keys.put(caseId, SecretBytes.of(key));
      return key;
    } catch (IOException e) {
      throw new CryptoException("cannot write the vault " + file, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void shred(CaseId caseId) {
    lock.lock();
    try {
      Map<CaseId, Bytes> kept = new LinkedHashMap<>(records);
      if (kept.remove(caseId) == null) {
        return;
      }
      PrivateFiles.replace(
          file, Bytes.concat(head, Bytes.concat(kept.values().toArray(Bytes[]::new))).toArray());
      FileChannel old = channel;
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try (old) {
        PrivateFiles.write(old, new byte[Math.toIntExact(old.size())], 0);
      }
      records.remove(caseId);
      wipe(caseId);
    } catch (IOException e) {
      throw new CryptoException("cannot write the vault " + file, e);
    } finally {
      lock.unlock();
    }
  }

  private void wipe(CaseId caseId) {
    keys.computeIfPresent(
        caseId,
        (_, key) -> {
          key.close();
          return null;
        });
  }

  @Override
  public void close() {
    lock.lock();
    try {
      records.keySet().forEach(this::wipe);
      wrapping.close();
      marking.close();
      channel.close();
    } catch (IOException e) {
      throw new CryptoException("cannot close the vault " + file, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "CaseKeyFile[" + file + "]";
  }
}
