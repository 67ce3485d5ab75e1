package org.vigilmesh.port;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: putting and removing answer with another map that shares most of
 * its nodes with this one. An AVL tree.
 */
final class SortedTree<K, V> {
  private record Node<K, V>(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int height) {}

  private final Comparator<? super K> order;
  private final @Nullable Node<K, V> root;

  private SortedTree(Comparator<? super K> order, @Nullable Node<K, V> root) {
    this.order = order;
    this.root = root;
  }

  static <K, V> SortedTree<K, V> empty(Comparator<? super K> order) {
    return new SortedTree<>(order, null);
  }

  Optional<V> find(K key) {
    Node<K, V> at = root;
    while (at != null) {
      int side = order.compare(key, at.key);
      if (side == 0) {
        return Optional.of(at.value);
      }
      at = side < 0 ? at.left : at.right;
    }
    return Optional.empty();
  }

  boolean has(K key) {
    return find(key).isPresent();
  }

  SortedTree<K, V> with(K key, V value) {
    return new SortedTree<>(order, put(root, key, value));
  }

  SortedTree<K, V> without(K key) {
    return has(key) ? new SortedTree<>(order, remove(root, key)) : this;
  }

  /** Values whose key is {@code from} or later, ascending, at most {@code limit}. */
  List<V> from(K from, int limit) {
    List<V> found = new ArrayList<>();
    ascend(root, from, limit, found);
    return Collections.unmodifiableList(found);
  }

  /** Values whose key lies from {@code from} to {@code to}, both included, ascending. */
  List<V> between(K from, K to) {
    List<V> found = new ArrayList<>();
    between(root, from, to, found);
    return Collections.unmodifiableList(found);
  }

  private void between(@Nullable Node<K, V> at, K from, K to, List<V> found) {
    if (at == null) {
      return;
    }
    boolean isAfterFrom = order.compare(at.key, from) >= 0;
    boolean isBeforeTo = order.compare(at.key, to) <= 0;
    if (isAfterFrom) {
      between(at.left, from, to, found);
    }
    if (isAfterFrom && isBeforeTo) {
      found.add(at.value);
    }
    if (isBeforeTo) {
      between(at.right, from, to, found);
    }
  }

  /** Values whose key is before {@code before}, descending, at most {@code limit}. */
  List<V> before(K before, int limit) {
    List<V> found = new ArrayList<>();
    descend(root, before, limit, found);
    return Collections.unmodifiableList(found);
  }

  List<V> all() {
    List<V> found = new ArrayList<>();
    ascend(root, null, Integer.MAX_VALUE, found);
    return Collections.unmodifiableList(found);
  }

  Optional<V> findLast() {
    Node<K, V> at = root;
    while (at != null && at.right != null) {
      at = at.right;
    }
    return Optional.ofNullable(at).map(Node::value);
  }

  private void ascend(@Nullable Node<K, V> at, @Nullable K from, int limit, List<V> found) {
    if (at == null) {
      return;
    }
    boolean isIn = from == null || order.compare(at.key, from) >= 0;
    if (isIn) {
      ascend(at.left, from, limit, found);
      if (found.size() < limit) {
        found.add(at.value);
      }
    }
    if (found.size() < limit) {
      ascend(at.right, from, limit, found);
    }
  }

  private void descend(@Nullable Node<K, V> at, K before, int limit, List<V> found) {
    if (at == null) {
      return;
    }
    boolean isIn = order.compare(at.key, before) < 0;
    if (isIn) {
      descend(at.right, before, limit, found);
      if (found.size() < limit) {
        found.add(at.value);
      }
    }
    if (found.size() < limit) {
      descend(at.left, before, limit, found);
    }
  }

  private Node<K, V> put(@Nullable Node<K, V> at, K key, V value) {
    if (at == null) {
      return new Node<>(key, value, null, null, 1);
    }
    int side = order.compare(key, at.key);
    if (side == 0) {
      return new Node<>(key, value, at.left, at.right, at.height);
    }
    return side < 0
        ? balanced(at.key, at.value, put(at.left, key, value), at.right)
        : balanced(at.key, at.value, at.left, put(at.right, key, value));
  }

  private @Nullable Node<K, V> remove(@Nullable Node<K, V> at, K key) {
    if (at == null) {
      return null;
    }
    int side = order.compare(key, at.key);
    if (side < 0) {
      return balanced(at.key, at.value, remove(at.left, key), at.right);
    }
    if (side > 0) {
      return balanced(at.key, at.value, at.left, remove(at.right, key));
    }
    if (at.left == null || at.right == null) {
      return at.left == null ? at.right : at.left;
    }
    Node<K, V> next = at.right;
    while (next.left != null) {
      next = next.left;
    }
    return balanced(next.key, next.value, at.left, remove(at.right, next.key));
  }

  private static <K, V> Node<K, V> balanced(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (left != null && height(left) > height(right) + 1) {
      Node<K, V> inner = left.right;
      if (inner != null && height(inner) > height(left.left)) {
        return node(
            inner.key,
            inner.value,
            node(left.key, left.value, left.left, inner.left),
            node(key, value, inner.right, right));
      }
      return node(left.key, left.value, left.left, node(key, value, left.right, right));
    }
    if (right != null && height(right) > height(left) + 1) {
      Node<K, V> inner = right.left;
      if (inner != null && height(inner) > height(right.right)) {
        return node(
            inner.key,
            inner.value,
            node(key, value, left, inner.left),
            node(right.key, right.value, inner.right, right.right));
      }
      return node(right.key, right.value, node(key, value, left, right.left), right.right);
    }
    return node(key, value, left, right);
  }

  private static <K, V> Node<K, V> node(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return new Node<>(key, value, left, right, 1 + Math.max(height(left), height(right)));
  }

  private static int height(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }
}
