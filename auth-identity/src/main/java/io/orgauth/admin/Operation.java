package io.orgauth.admin;

import io.orgauth.http.HttpResponse;

/** One operation of the API. */
@FunctionalInterface
interface Operation {
    HttpResponse answer(AdminRequest request);
}
