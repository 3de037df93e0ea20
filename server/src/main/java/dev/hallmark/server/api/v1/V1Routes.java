package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Route;
import java.util.List;

/** The routes of one resource, with paths below {@link V1Protocol#BASE}. */
interface V1Routes {
  List<Route> routes();
}
