package dev.hallmark.client.http;

import static dev.hallmark.client.FakeServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import dev.hallmark.client.FakeServer;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.RegisteredModel;
import dev.hallmark.client.Search;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final HttpHandler FIRST = json(
      "{\"registered_models\": [{\"name\": \"a\"}, {\"name\": \"b\"}], \"next_page_token\": \"t=1\"}");
  private static final HttpHandler EMPTY = json("{\"next_page_token\": \"t2\"}");
  private static final HttpHandler LAST = json("{\"registered_models\": [{\"name\": \"c\"}]}");

  @Test
  void search_goesThroughAllPages_emptyOnesToo() {
    try (FakeServer server = new FakeServer(FIRST, EMPTY, LAST)) {
      assertThat(server.client().models().search(Search.all()).map(RegisteredModel::name))
          .containsExactly("a", "b", "c");
      assertThat(server.asked().get(1).uri()).contains("page_token=t%3D1");
    }
  }

  @Test
  void pages_areAskedForWhenTheyAreNeeded() {
    try (FakeServer server = new FakeServer(FIRST, LAST)) {
      var models = server.client().models().search(Search.all());
      assertThat(server.asked()).isEmpty();
      assertThat(models.limit(2)).hasSize(2);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void serverThatGoesInCircles_isNotFollowed() {
    try (FakeServer server = new FakeServer(FIRST)) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().models().search(Search.all()).count())
          .withMessageContaining("for ever");
    }
  }
}
