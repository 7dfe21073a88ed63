#pragma once
#include "casework/conflict.h"
#include "institution/list_import.h"

namespace sanaq {

/// What the questionnaire calls kinds of documents and countries, in every language of the form.
DocumentWords document_words(const KnownForm& form);

}  // namespace sanaq
