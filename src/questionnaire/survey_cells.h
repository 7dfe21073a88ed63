#pragma once
#include "questionnaire/form_draft.h"
#include "questionnaire/question_type.h"

namespace sanaq {

/// Columns of the survey sheet that the dialect does not know, that stand twice, or that are missing.
void check_survey_header(FormDraft& draft);
/// Cells of a row that hold words, not expressions or texts: appearance, parameters, refusal, personal,
/// concept, notes; and cells that mean nothing for the type ("form.cell.misplaced").
void read_survey_cells(FormDraft& draft, NodeIndex node, const QuestionType& type);
/// A closing row has a type, perhaps the name of what it closes, and notes.
void check_closing_cells(FormDraft& draft, std::uint32_t row);
/// Names in `matrix(list)`, once all lists are known.
void resolve_matrices(FormDraft& draft);

}  // namespace sanaq
