#include "sanaq/fieldwork/worker_pages.h"

#include "sanaq/fieldwork/worker_words.h"

namespace sanaq {

void add_office_workers(http::Router& router, const SharedOffice& office) {
  if (office->fieldwork == nullptr) return;
  constexpr std::size_t photo_bytes_max = picture::bytes_max + 64 * 1024;
  const auto add = [&](Permission permission, http::Method method, const std::string& path, auto page,
                       http::RouteOptions options = {}) {
    add_office_page(
        router, office, SignIn::needed, method, staff_path + path,
        [office, permission, page](const http::Request& request, const OfficeVisit& visit) {
          if (!may_at_home(*office, visit, permission)) return office_forbidden(*office, visit);
          return page(*office, request, visit);
        },
        options);
  };
  using enum http::Method;
  add(Permission::view_staff, get, "", worker_list_page);
  add(Permission::view_staff, post, "/find", worker_list_page);
  add(Permission::manage_staff, get, "/new", application_page);
  add(Permission::manage_staff, post, "/new", post_application);
  add(Permission::view_staff, get, "/{worker}", worker_page);
  add(Permission::view_staff, get, "/{worker}/photo", worker_photo);
  add(Permission::manage_staff, post, "/{worker}/photo", post_photo, {http::Run::pooled, photo_bytes_max});
  add(Permission::manage_staff, get, "/{worker}/card.pdf", card_pdf);
  add(Permission::manage_staff, post, "/{worker}/step/{action}", post_step);
}

}  // namespace sanaq
