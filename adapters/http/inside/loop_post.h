#pragma once
#include <boost/asio/post.hpp>
#include <utility>

#include "http/inside/loop.h"

namespace sanaq::http {

template <class Work>
void Loop::post(Work&& work) {
  const std::lock_guard lock(ended_mutex_);
  if (!ended_) boost::asio::post(io_, std::forward<Work>(work));
}

}  // namespace sanaq::http
