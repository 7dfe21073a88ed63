#include "sanaq/command/help.h"

namespace sanaq {

std::string help_text() {
  return R"(sanaq: a population census, from the household's answers to the published table

  sanaq demo [--data DIR]                     the demo census with everything in it; what script/server runs
  sanaq serve [--data DIR] [--edition NAME] [--port N] [--database URL] [--demo] [--clock TIME]
                                              the collection server; without --database a private PostgreSQL in DIR
                [--device-listen ADDR:PORT] [--device-site open] [--vpn-endpoint HOST:PORT] [--vpn-interface NAME]
                [--vpn-network NET] [--vpn-dns ADDR]
                                              for serve: a listener for tablets with certificates, and their tunnel
  sanaq form check PATH                       all findings of a questionnaire (workbook or folder of CSV sheets)
  sanaq form run PATH --answers FILE          the trace of a household's answers, as canonical JSON
  sanaq form export --xform PATH              the questionnaire as an ODK XForm
  sanaq simulate households --count N --seed S --to DIR | --server URL
                                              synthetic households, to files or through the public interface
  sanaq simulate staff [--territory CODE] [--instructors N] [--interviewers N] [--involved N] [--data DIR]
                                              invented people hired, trained, equipped, replaced and released; figures
  sanaq staff add LOGIN --role ROLE [--territory CODE] [--data DIR]
                                              an office account; prints the password and the TOTP address once
  sanaq staff list | import FILE | approve | refuse | reserve | call-up | contract | seminar | enrol | mark | photo |
              card | check | kit | equip | return | sign | suspend | resume | release | history
                                              people of the census, step by step; usage of each: sanaq staff
  sanaq vpn config [--data DIR]               the office's end of the tunnel, for: wg syncconf NAME /dev/stdin
  sanaq vpn apply --vpn-interface NAME        lets in whom the register lets in, and nobody else
  sanaq device invite LABEL --territory CODE  a one-time code for a tablet, good for ten minutes
  sanaq device revoke DEVICE [--vpn-interface NAME]
                                              the tablet may do nothing from now on
  sanaq device profile DEVICE --to DIR --vpn-endpoint HOST:PORT
                                              a tablet's end of the tunnel (file and QR code) and its certificate
  sanaq bundle import FILE... [--answers DIR] [--lang kk|ru|en] [--json] [--data DIR]
                                              takes the work of tablets from files they wrote to a carrier; writes an
                                              answer for each tablet, beside its file or into DIR
  sanaq equipment holders|holdings|owed [--territory CODE] [--kind KIND] [--language LANG] [--data DIR]
                                              who there is, who has what, what has not come back; as CSV
  sanaq equipment of HOLDER | history KIND SERIAL
                                              what somebody still has; the acts of a piece; as CSV
  sanaq equipment import FILE --supplier HOLDER [--territory CODE]
                                              draws up an act of acceptance from a list (.xlsx or .csv)
  sanaq code [--data DIR]                     texts of closed cases to codes; what stays open goes to the office
  sanaq claims [--data DIR] [--to FILE]       who counts where; people who may be one go to the office
  sanaq freeze [--data DIR] --to FILE [--revision N] [--register|--administrative|--totals FILE]
                                              closed cases, coded and edited, to microdata; reports beside it
  sanaq coverage sample --areas FILE          areas of a post-enumeration survey: sample, match, tally, estimate
  sanaq coverage open|send|collect|reviewed --round NAME
                                              a round on the database: tablets, answers apart, pairs for clerks
  sanaq simulate nation --to FILE [--one-in N] a whole synthetic nation as microdata
  sanaq microdata check|export|sample FILE [--to DIR|FILE] [--rules FILE]
                                              looks a frozen file through; CSV, Parquet, DDI, SPSS and Stata; a sample
  sanaq tabulate SPEC... --microdata FILE [--to DIR] [--estimate]
                                              tables as CSV, for the office only; SPEC: file or folder
  sanaq protect [--data DIR] --microdata FILE [--release NAME] [--to FILE] [--exact CELLS]
                                              what disclosure control would hide and what it costs; the reasons as CSV;
                                              --exact: the cheapest pattern of releases of at most so many cells
  sanaq protect --cells PLAN [--shown FILE] [--to FILE]
                                              the same for sums that another system counted (turnover, output), with
                                              dominance; --shown: the table with X, --to: the marks, for the office
  sanaq publish [--data DIR] --microdata FILE [--release NAME]
                                              protects the edition's tables, or those of a release, together, audits
                                              them with everything that was ever public, and places them
  sanaq audit [--data DIR] [--width N] [--lang LANG]
                                              tries as an attacker everything that was ever public; says how a count
                                              was found out

Exit codes: 0 done, 1 findings, 2 wrong usage, 3 failed. Errors have a stable code; docs/errors.md explains each.
)";
}

}  // namespace sanaq
