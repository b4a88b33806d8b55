package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreesTest {

  private static final Value.Tree TREE = Trees.tree("{'a': {'b': [1, {'c': true}]}, 'd': 'e'}");

  @Test
  void a_value_is_set_and_removed_at_its_path() {
    assertThat(Trees.set(TREE, "a.b[1].c", "2"))
        .isEqualTo(Trees.tree("{'a': {'b': [1, {'c': 2}]}, 'd': 'e'}"));
    assertThat(Trees.set(TREE, "a.new", "2"))
        .isEqualTo(Trees.tree("{'a': {'b': [1, {'c': true}], 'new': 2}, 'd': 'e'}"));
    assertThat(Trees.without(TREE, "a.b[0]"))
        .isEqualTo(Trees.tree("{'a': {'b': [{'c': true}]}, 'd': 'e'}"));
    assertThat(Trees.without(TREE, "a")).isEqualTo(Trees.tree("{'d': 'e'}"));
  }

  @Test
  void every_value_is_visited_with_its_path() {
    var paths = new ArrayList<String>();
    Trees.each(TREE, (path, _) -> paths.add(path));
    assertThat(paths).isEqualTo(List.of("a", "a.b", "a.b[0]", "a.b[1]", "a.b[1].c", "d"));
  }
}
