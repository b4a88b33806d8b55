package io.runtimeservice.model.mark;

import java.util.Optional;
import java.util.Set;

/**
 * A repository that asks, by the claims of its token, which the gateway has verified. Names are not
 * among them: a repository can be renamed, and somebody else can take the name that is free then.
 *
 * @param repositoryId GitHub's immutable id of the repository
 * @param ownerId GitHub's immutable id of its owner, if it was said
 * @param event what the workflow runs for, if it was said
 */
public record Caller(long repositoryId, Optional<Long> ownerId, Optional<String> event) {

  /**
   * Events in which a workflow runs with its repository's own token on what a stranger has sent
   * (GitHub's docs, on hardening workflows).
   */
  static final Set<String> UNTRUSTED =
      Set.of("pull_request_target", "issue_comment", "workflow_run");

  /** One of whom nothing else is said. */
  public static Caller of(long repositoryId) {
    return new Caller(repositoryId, Optional.empty(), Optional.empty());
  }

  /**
   * Whether it may ask for what belongs to a repository.
   *
   * @param owner GitHub's id of its owner, if it is known
   */
  public boolean speaksFor(long repository, Optional<Long> owner) {
    boolean sameOwner = ownerId.isEmpty() || owner.isEmpty() || ownerId.equals(owner);
    return repositoryId == repository && sameOwner && event.filter(UNTRUSTED::contains).isEmpty();
  }

  @Override
  public String toString() {
    return "repository "
        + repositoryId
        + ownerId.map(it -> " of owner " + it).orElse("")
        + event.map(it -> ", event " + it).orElse("");
  }
}
