/* SPDX-License-Identifier: MIT */
/* The functions of this floor and their rights. The form's own right is
 * written with the form as the place: each form is one row of the walk. */
#include "desk/functions.h"

#include "base/attr.h"

/* clang-format off */
static const struct desk_function functions[] = {
	{ "matter_list", "matter", "see" },
	{ "matter_read", "matter", "see" },
	{ "party_list", "matter", "see" },
	{ "party_read", "matter", "see" },
	{ "fact_list", "matter", "see" },
	{ "hearing_list", "matter", "see" },
	{ "clock_open_list", "matter", "see" },
	{ "clock_open_own", "matter", "see" },
	{ "clock_open_for", "matter", "see" },
	{ "clock_of_matter", "matter", "see" },
	{ "clock_why", "matter", "see" },
	{ "standing_list", "matter", "see" },
	{ "standing_why", "matter", "see" },
	{ "clock_counts", "matter", "see" },
	{ "search_any", "matter", "see" },
	{ "record_list", "record", "see" },
	{ "record_read", "record", "see" },
	{ "record_unsigned", "record", "see" },
	{ "record_by_code", "record", "see" },
	{ "record_stream", "record", "see" },
	{ "print_copies", "record", "see" },
	{ "print_record", "record", "print" },
	{ "print_confirm", "record", "print" },
	{ "work_start", "form", "seal" },
	{ "work_make", "form", "seal" },
	{ "work_blank", "form", "seal" },
	{ "record_seal", "form", "seal" },
	{ "record_seal_within", "form", "seal" },
	{ "import_preview", "import", "make" },
	{ "import_run", "import", "make" },
	{ "site_add", "law", "seal" },
	{ "move_list", "matter", "see" },
	{ "site_refresh", NULL, "the law is everybody's" },
	{ "site_check", NULL, "is a check itself" },
	{ "site_draft_check", NULL, "is a check itself" },
	{ "site_sealed", NULL, "inside another's write" },
	{ "site_before", NULL, "inside another's write" },
	{ "site_walk", NULL, "derivation is not a reader" },
	{ "site_move_note", NULL, "inside another's write" },
	{ "derive_moved", NULL, "derivation is not a reader" },
	{ "import_read_cases", NULL, "reads a file, not the store" },
	{ "cell_value", NULL, "reads a file, not the store" },
	{ "work_resume", NULL, "own draft" },
	{ "work_answer", NULL, "own draft" },
	{ "work_keep", NULL, "own draft" },
	{ "work_give", NULL, "own draft" },
	{ "work_keep_at", NULL, "own draft" },
	{ "work_keep_reason", NULL, "own draft" },
	{ "work_drop", NULL, "own draft" },
	{ "work_list", NULL, "own drafts" },
	{ "work_fill", NULL, "own draft" },
	{ "work_fill_file", NULL, "own draft" },
	{ "work_stream", NULL, "own draft" },
	{ "work_source", NULL, "of a subject that work_start let through" },
	{ "hint_names", NULL, "of a subject that work_start let through" },
	{ "hint_previous", NULL, "own record, through record_read" },
	{ "source_complete", NULL, "is a check itself" },
	{ "scope_allows", NULL, "is a check itself" },
	{ "scope_check", NULL, "is a check itself" },
	{ "scope_allows_form", NULL, "is a check itself" },
	{ "chain_verify", NULL, "digests only" },
	{ "derive_matter", NULL, "derivation is not a reader" },
	{ "derive_all", NULL, "derivation is not a reader" },
	{ "derive_party", NULL, "after party_read" },
	{ "dossier_read", NULL, "derivation is not a reader" },
	{ "audit_add", NULL, "inside another's write" },
	{ "audit_read", NULL, "inside another's read" },
	{ "audit_close_days", NULL, "inside another's write" },
	{ "desk_close", NULL, "the session itself" },
	{ "desk_today", NULL, "the session itself" },
	{ "desk_now", NULL, "the session itself" },
	{ "desk_field_context", NULL, "the session itself" },
};
/* clang-format on */

const struct desk_function *
desk_functions(size_t *count)
{
	*count = ARRAY_LENGTH(functions);
	return functions;
}
