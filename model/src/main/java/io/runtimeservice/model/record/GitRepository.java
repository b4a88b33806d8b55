package io.runtimeservice.model.record;

/**
 * The repository of an app.
 *
 * @param fullName owner and name; shown, never decided upon, for names change hands
 * @param repositoryId GitHub's immutable id
 * @param ownerId GitHub's immutable id of the owner
 */
public record GitRepository(String fullName, long repositoryId, long ownerId) {}
