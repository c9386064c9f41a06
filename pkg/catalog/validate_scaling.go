package catalog

import "github.com/headroom/headroom/pkg/strictjson"

func (v validation) tenantRows() {
	path := v.at("tenantRows")
	rows := v.profile.TenantRows
	for i, row := range rows {
		at := strictjson.Element(path, i)
		if i > 0 && row.Tenants <= rows[i-1].Tenants {
			v.Addf(strictjson.Member(at, "tenants"), "%s is not above the row before, %s",
				strictjson.Number(row.Tenants), strictjson.Number(rows[i-1].Tenants))
		}
		if row.EmailsPerDayLow > row.EmailsPerDayHigh {
			v.Addf(strictjson.Member(at, "emailsPerDayLow"), "%s is above emailsPerDayHigh, %s",
				strictjson.Number(row.EmailsPerDayLow), strictjson.Number(row.EmailsPerDayHigh))
		}
		if row.ConcurrentUsersLow > row.ConcurrentUsersHigh {
			v.Addf(strictjson.Member(at, "concurrentUsersLow"), "%s is above concurrentUsersHigh, %s",
				strictjson.Number(row.ConcurrentUsersLow), strictjson.Number(row.ConcurrentUsersHigh))
		}
	}
}

func (v validation) curves() {
	for _, resource := range sortedKeys(v.profile.Curves) {
		curve := v.profile.Curves[resource]
		unit, known := curveUnits[resource]
		if !known {
			v.Addf(v.at("curves", resource), "is not a resource; %s", strictjson.Alternatives(resource, Resources))
			continue
		}
		if curve.Unit != unit {
			v.Addf(v.at("curves", resource, "unit"), "%q cannot be changed from %q", curve.Unit, unit)
		}
		v.ends(curve.Low, curve.High, "curves", resource)
		v.driver(resource, curve)
	}
}

// driver checks that a curve's driver grows between its anchors, without which the curve has no slope.
func (v validation) driver(resource string, curve Curve) {
	rows := v.profile.TenantRows
	if curve.Driver != "emails_per_day" || len(rows) < 2 {
		return
	}
	first, last := rows[0].EmailsPerDay(), rows[len(rows)-1].EmailsPerDay()
	if first <= 0 || last <= first {
		v.Addf(v.at("curves", resource, "driver"),
			"emails_per_day must grow from above 0 in the first tenant row to the last, not from %s to %s",
			strictjson.Number(first), strictjson.Number(last))
	}
}

// EmailsPerDay is the middle of the row's range of emails per day, the traffic that curves are driven by.
func (r TenantRow) EmailsPerDay() float64 { return r.EmailsPerDayLow/2 + r.EmailsPerDayHigh/2 }
