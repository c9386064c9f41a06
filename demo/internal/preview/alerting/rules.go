package alerting

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	longestUID      = 40
	longestTitle    = 190
	schedulerTick   = 10 // seconds
	defaultInterval = 60 // seconds, of a group that comes with its first rule
)

// rule is an alert rule as Grafana's provisioning API writes it.
type rule struct {
	ID                   int               `json:"id"`
	UID                  string            `json:"uid"`
	OrgID                int               `json:"orgID"`
	FolderUID            string            `json:"folderUID"`
	RuleGroup            string            `json:"ruleGroup"`
	Title                string            `json:"title"`
	Condition            string            `json:"condition"`
	Data                 []query           `json:"data"`
	Updated              time.Time         `json:"updated"`
	NoDataState          string            `json:"noDataState"`
	ExecErrState         string            `json:"execErrState"`
	For                  string            `json:"for"`
	KeepFiringFor        string            `json:"keep_firing_for"`
	Annotations          map[string]string `json:"annotations,omitempty"`
	Labels               map[string]string `json:"labels,omitempty"`
	IsPaused             bool              `json:"isPaused"`
	NotificationSettings *notification     `json:"notification_settings"`
	Record               any               `json:"record"`
}

type notification struct {
	Receiver string `json:"receiver"`
}

type query struct {
	RefID             string         `json:"refId"`
	QueryType         string         `json:"queryType"`
	RelativeTimeRange map[string]int `json:"relativeTimeRange"`
	DatasourceUID     string         `json:"datasourceUid"`
	Model             map[string]any `json:"model"`
}

func (s *Store) index(uid string) int {
	return slices.IndexFunc(s.rules, func(stored rule) bool { return stored.UID == uid })
}

// refusal is why a rule cannot be written, or nil.
func (wanted rule) refusal() *answer {
	why := ""
	switch {
	case utf8.RuneCountInString(wanted.UID) > longestUID:
		why = fmt.Sprintf("invalid alert rule: cannot create rule with UID %q: UID is longer than %d symbols", wanted.UID, longestUID)
	case utf8.RuneCountInString(wanted.Title) > longestTitle:
		why = fmt.Sprintf("failed to insert alert rules: invalid alert rule: name length should not be greater than %d", longestTitle)
	case wanted.NotificationSettings != nil && wanted.NotificationSettings.Receiver != contactPoint:
		why = "invalid alert rule\nreceiver " + wanted.NotificationSettings.Receiver + " does not exist"
	default:
		return nil
	}
	refused := refuse(http.StatusBadRequest, why)
	return &refused
}

func conflict(uid string) answer {
	return classified(http.StatusConflict, "alerting.alert-rule.conflict", fmt.Sprintf(
		"Failed to save alert rule '%s' in organization 1 due to conflict: UNIQUE constraint failed: alert_rule.org_id, alert_rule.uid", uid))
}

// put stores a rule in place of the one with its uid, with what Grafana adds to it.
func (s *Store) put(wanted rule) rule {
	stored := wanted
	stored.OrgID, stored.Updated = 1, s.now().UTC()
	if stored.KeepFiringFor == "" {
		stored.KeepFiringFor = "0s"
	}
	stored.Data = slices.Clone(wanted.Data)
	for i, q := range stored.Data {
		stored.Data[i].Model = withDefaults(q.Model)
	}
	if i := s.index(wanted.UID); i >= 0 {
		stored.ID = s.rules[i].ID
		s.rules[i] = stored
		return stored
	}
	s.lastID++
	stored.ID = s.lastID
	s.rules = append(s.rules, stored)
	return stored
}

func withDefaults(model map[string]any) map[string]any {
	full := map[string]any{"intervalMs": 1000, "maxDataPoints": 43200}
	maps.Copy(full, model)
	return full
}

func (s *Store) listRules(*http.Request) answer { return ok(append([]rule{}, s.rules...)) }

func (s *Store) showRule(r *http.Request) answer {
	i := s.index(r.PathValue("uid"))
	if i < 0 {
		return answer{status: http.StatusNotFound}
	}
	return ok(s.rules[i])
}

func (s *Store) makeRule(r *http.Request) answer {
	var wanted rule
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		return refuse(http.StatusBadRequest, "bad request data: "+err.Error())
	}
	if refused := wanted.refusal(); refused != nil {
		return *refused
	}
	if _, found := s.folder(wanted.FolderUID); !found {
		return refuse(http.StatusBadRequest, "invalid alert rule: folder does not exist")
	}
	if wanted.UID == "" {
		wanted.UID = fmt.Sprintf("preview-rule-%d", s.lastID+1)
	}
	if s.index(wanted.UID) >= 0 {
		return conflict(wanted.UID)
	}
	return answer{http.StatusCreated, s.put(wanted)}
}

func (s *Store) changeRule(r *http.Request) answer {
	var wanted rule
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		return refuse(http.StatusBadRequest, "bad request data: "+err.Error())
	}
	wanted.UID = r.PathValue("uid")
	if s.index(wanted.UID) < 0 {
		return answer{status: http.StatusNotFound}
	}
	if refused := wanted.refusal(); refused != nil {
		return *refused
	}
	return ok(s.put(wanted))
}

// deleteRule answers 500 for a rule that is not there, as Grafana 12.3 does.
func (s *Store) deleteRule(r *http.Request) answer {
	i := s.index(r.PathValue("uid"))
	if i < 0 {
		return refuse(http.StatusInternalServerError, "Internal Server Error")
	}
	s.rules = slices.Delete(s.rules, i, i+1)
	return answer{status: http.StatusNoContent}
}

type ruleGroup struct {
	Title     string `json:"title"`
	FolderUID string `json:"folderUid"`
	Interval  int    `json:"interval"` // seconds
	Rules     []rule `json:"rules"`
}

func keyOf(r *http.Request) groupKey { return groupKey{r.PathValue("folder"), r.PathValue("group")} }

func (s *Store) group(key groupKey) ruleGroup {
	group := ruleGroup{Title: key.group, FolderUID: key.folder, Interval: s.intervals[key]}
	if group.Interval == 0 {
		group.Interval = defaultInterval
	}
	for _, stored := range s.rules {
		if stored.FolderUID == key.folder && stored.RuleGroup == key.group {
			group.Rules = append(group.Rules, stored)
		}
	}
	return group
}

func (s *Store) showGroup(r *http.Request) answer {
	group := s.group(keyOf(r))
	if len(group.Rules) == 0 {
		return classified(http.StatusNotFound, "alerting.alert-rule.notFound", "NotFound")
	}
	return ok(group)
}

// writeGroup takes over the uids that it names, deletes what it leaves out, and writes all of it or nothing.
func (s *Store) writeGroup(r *http.Request) answer {
	key := keyOf(r)
	var wanted ruleGroup
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		return refuse(http.StatusBadRequest, "bad request data: "+err.Error())
	}
	if wanted.Interval <= 0 || wanted.Interval%schedulerTick != 0 {
		return refuse(http.StatusBadRequest, fmt.Sprintf(
			"invalid alert rule: interval (%ds) should be non-zero and divided exactly by scheduler interval: %d", wanted.Interval, schedulerTick))
	}
	named := map[string]bool{}
	for _, w := range wanted.Rules {
		if refused := w.refusal(); refused != nil {
			return *refused
		}
		if named[w.UID] {
			return conflict(w.UID)
		}
		named[w.UID] = true
	}
	s.rules = slices.DeleteFunc(s.rules, func(stored rule) bool {
		return stored.FolderUID == key.folder && stored.RuleGroup == key.group && !named[stored.UID]
	})
	for i, w := range wanted.Rules {
		w.FolderUID, w.RuleGroup = key.folder, key.group
		wanted.Rules[i].KeepFiringFor = s.put(w).KeepFiringFor
	}
	s.intervals[key] = wanted.Interval
	return ok(wanted)
}

// states is the Prometheus-compatible list: every rule is inactive and was never evaluated.
func (s *Store) states(*http.Request) answer {
	keys := make([]groupKey, len(s.rules))
	for i, stored := range s.rules {
		keys[i] = groupKey{stored.FolderUID, stored.RuleGroup}
	}
	slices.SortFunc(keys, func(a, b groupKey) int {
		return cmp.Or(strings.Compare(a.folder, b.folder), strings.Compare(a.group, b.group))
	})
	groups := []map[string]any{}
	for _, key := range slices.Compact(keys) {
		group := s.group(key)
		f, _ := s.folder(key.folder)
		listed := make([]map[string]any, len(group.Rules))
		for i, member := range group.Rules {
			listed[i] = map[string]any{
				"uid": member.UID, "name": member.Title, "folderUid": member.FolderUID, "type": "alerting",
				"state": "inactive", "health": "ok", "isPaused": member.IsPaused,
				"labels": member.Labels, "annotations": member.Annotations,
				"lastEvaluation": time.Time{}, "evaluationTime": 0,
			}
		}
		groups = append(groups, map[string]any{
			"name": key.group, "file": strings.ReplaceAll(f.Title, "/", `\/`), "folderUid": key.folder,
			"interval": group.Interval, "rules": listed, "lastEvaluation": time.Time{}, "evaluationTime": 0,
		})
	}
	return ok(map[string]any{"status": "success", "data": map[string]any{"groups": groups}})
}
