// A tablet for the test of the tunnel: makes its key, is enrolled, calls. Keys lie in the folder it is given.
//   tablet_call enrol FOLDER HOST PORT CODE      prints the device
//   tablet_call sync FOLDER HOST PORT [CERTIFICATE KEY]   prints "done", or the code of the refusal
#include "base/text.h"
#include "os/files.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using sanaq::testing::TabletClient;
using sanaq::testing::wanted;

namespace {

constexpr std::int64_t wait_ms = 3'000;

http::Endpoint endpoint_of(const std::vector<std::string>& words) {
  http::Endpoint endpoint{
      words[2],
      static_cast<std::uint16_t>(wanted(Result<std::int64_t>(*parse_digits(words[3])), "port")),
      true,
      http::Trust::anything,
      {}};
  if (words.size() < 6) return endpoint;
  endpoint.certificate_file = words[4];
  endpoint.key_file = words[5];
  return endpoint;
}

int enrol(TabletClient& client, const std::vector<std::string>& words, const crypto::SecretKey& secret) {
  const auto answer = wanted(client.enrol(words[4]), "enrol");
  if (answer.status != 200) return std::fprintf(stderr, "%d %s\n", answer.status, answer.body.c_str()), 1;
  const auto bytes = secret.reveal();
  wanted(os::write_file(words[1] + "/secret", {reinterpret_cast<const char*>(bytes.data()), bytes.size()}),
         "secret");
  wanted(os::write_file(words[1] + "/papers", to_text(client.papers)), "papers");
  std::printf("%s\n", client.device.value.to_string().c_str());
  return 0;
}

int sync(TabletClient& client) {
  const auto answer = client.call(client.request());
  if (!answer) return std::printf("%s\n", answer.error().code.c_str()), 0;
  const auto problem = parse_json(answer->body);
  std::printf("%s\n", answer->status == 200 ? "done" : problem ? (*problem)["code"].text().c_str() : "?");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 4) return 2;
  const bool is_new = words[0] == "enrol";
  const auto secret =
      is_new ? crypto::SecretKey::random()
             : crypto::SecretKey::from_bytes(wanted(os::read_file(words[1] + "/secret"), "secret"));
  TabletClient client(is_new ? http::Endpoint{words[2],
                                              static_cast<std::uint16_t>(*parse_digits(words[3])),
                                              true,
                                              http::Trust::anything,
                                              {}}
                             : endpoint_of(words));
  client.key = crypto::SigningKey(secret);
  if (is_new) return enrol(client, words, secret);
  client.go_to(endpoint_of(words), wait_ms);
  client.begin(wanted(parse_json(wanted(os::read_file(words[1] + "/papers"), "papers")), "papers"));
  return sync(client);
}
