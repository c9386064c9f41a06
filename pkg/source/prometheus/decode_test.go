package prometheus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/source"
)

func TestInstantAnswers(t *testing.T) {
	moment := time.UnixMilli(1_435_781_451_781).UTC()
	inf := math.Inf(1)
	for what, test := range map[string]struct {
		body string
		want []source.Sample
	}{
		"a vector": {
			`{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"node"},"value":[1435781451.781,"1"]},{"metric":{},"value":[1435781451.781,"-2.5e-07"]}]}}`,
			[]source.Sample{{Labels: source.Labels{"__name__": "up", "job": "node"}, Time: moment, Value: 1}, {Labels: source.Labels{}, Time: moment, Value: -2.5e-7}},
		},
		"a scalar": {
			`{"status":"success","data":{"resultType":"scalar","result":[1435781451.781,"3"]}}`,
			[]source.Sample{{Labels: source.Labels{}, Time: moment, Value: 3}},
		},
		"a scalar that is not known": {`{"status":"success","data":{"resultType":"scalar","result":[1435781451.781,"NaN"]}}`, nil},
		"no series":                  {`{"status":"success","data":{"resultType":"vector","result":[]}}`, nil},
		"no series, said by null":    {`{"status":"success","data":{"resultType":"vector","result":null}}`, nil},
		"NaN is unknown, infinities are not": {
			`{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"1"},"value":[1,"NaN"]},{"metric":{"a":"2"},"value":[1435781451.781,"+Inf"]},{"metric":{"a":"3"},"value":[1435781451.781,"-Inf"]}]}}`,
			[]source.Sample{{Labels: source.Labels{"a": "2"}, Time: moment, Value: inf}, {Labels: source.Labels{"a": "3"}, Time: moment, Value: -inf}},
		},
		"fields in another order, unknown fields, spaces": {
			` { "data" : { "stats" : {"timings":[1,{"x":null}]}, "result" : [ { "value" : [ 1435781451.781 , "1" ] , "metric" : { "a" : "b" } , "new" : true } ] , "resultType" : "vector" } , "status" : "success" } ` + "\n",
			[]source.Sample{{Labels: source.Labels{"a": "b"}, Time: moment, Value: 1}},
		},
		"label values with everything": {
			`{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"\"quoted\" \\ back\nline \u2603 \ud83d\ude00 ☃"},"value":[1435781451.781,"1"]}]}}`,
			[]source.Sample{{Labels: source.Labels{"a": "\"quoted\" \\ back\nline ☃ 😀 ☃"}, Time: moment, Value: 1}},
		},
		"times as VictoriaMetrics writes them": {
			`{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.435781451781e9,"1"]}]}}`,
			[]source.Sample{{Labels: source.Labels{}, Time: moment, Value: 1}},
		},
	} {
		t.Run(what, func(t *testing.T) {
			got, err := open(t, answering(t, test.body).URL).Instant(context.Background(), "up", at)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Samples, test.want) {
				t.Errorf("got %+v, want %+v", got.Samples, test.want)
			}
		})
	}
}

func TestNativeHistogram(t *testing.T) {
	const body = `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"api"},"histogram":[1435781451.781,` +
		`{"count":"12","sum":"3.5","buckets":[[3,"-0.001","0.001","2"],[0,"0.5","1","4"],[0,"1","+Inf","6"]]}]}]}}`
	got, err := open(t, answering(t, body).URL).Instant(context.Background(), "x", at)
	if err != nil {
		t.Fatal(err)
	}
	want := &source.Histogram{Count: 12, Sum: 3.5, Buckets: []source.Bucket{
		{Lower: -0.001, Upper: 0.001, Count: 2}, {Lower: 0.5, Upper: 1, Count: 4}, {Lower: 1, Upper: math.Inf(1), Count: 6}}}
	if len(got.Samples) != 1 || !reflect.DeepEqual(got.Samples[0].Histogram, want) || !math.IsNaN(got.Samples[0].Value) {
		t.Errorf("got %+v, want %+v", got.Samples, want)
	}
}

func TestRangeAnswer(t *testing.T) {
	const body = `{"status":"success","data":{"resultType":"matrix","result":[` +
		`{"metric":{"job":"a"},"values":[[1,"1"],[2,"NaN"],[3.5,"+Inf"]]},{"metric":{"job":"b"},"values":[[1,"NaN"]]},` +
		`{"metric":{"job":"c"},"histograms":[[1,{"count":"1","sum":"1"}],[2,{"count":"1","sum":"1"}]]}]},` +
		`"warnings":["a store is down"],"infos":["not a counter"]}`
	got, err := open(t, answering(t, body).URL).Range(context.Background(), "x", hour())
	if err != nil {
		t.Fatal(err)
	}
	want := []source.Series{
		{Labels: source.Labels{"job": "a"}, Points: []source.Point{{Millis: 1000, Value: 1}, {Millis: 3500, Value: math.Inf(1)}}},
		{Labels: source.Labels{"job": "b"}, Points: []source.Point{}},
	}
	if !reflect.DeepEqual(got.Series, want) {
		t.Errorf("got %+v, want %+v", got.Series, want)
	}
	if len(got.Warnings) != 2 || got.Warnings[0] != "a store is down" || !strings.Contains(got.Warnings[1], "2 native histogram samples") {
		t.Errorf("got warnings %q", got.Warnings)
	}
	if !reflect.DeepEqual(got.Infos, []string{"not a counter"}) {
		t.Errorf("got infos %q", got.Infos)
	}
}

// TestDecodeProperties writes any matrix as Prometheus does, reads it in pieces of any size, and cuts it off
// anywhere: the whole reads back as it was, a part never passes for the whole.
func TestDecodeProperties(t *testing.T) {
	value := rapid.Float64()
	rapid.Check(t, func(t *rapid.T) {
		var want []source.Series
		var body strings.Builder
		body.WriteString(`{"status":"success","data":{"resultType":"matrix","result":[`)
		for i := range rapid.IntRange(0, 4).Draw(t, "series") {
			if i > 0 {
				body.WriteByte(',')
			}
			label := rapid.String().Draw(t, "label")
			series := source.Series{Labels: source.Labels{"label": strings.ToValidUTF8(label, "�")}, Points: []source.Point{}}
			body.WriteString(`{"metric":{"label":` + jsonString(series.Labels["label"]) + `},"values":[`)
			for j := range rapid.IntRange(0, 50).Draw(t, "points") {
				if j > 0 {
					body.WriteByte(',')
				}
				point := source.Point{Millis: rapid.Int64Range(-1e12, 1e13).Draw(t, "millis"), Value: value.Draw(t, "value")}
				fmt.Fprintf(&body, `[%.3f,"%g"]`, float64(point.Millis)/1000, point.Value)
				if !math.IsNaN(point.Value) {
					series.Points = append(series.Points, point)
				}
			}
			body.WriteString(`]}`)
			want = append(want, series)
		}
		body.WriteString(`]}}`)
		got, err := decodeAnswer(iotest.HalfReader(strings.NewReader(body.String())))
		if err != nil {
			t.Fatalf("%v in %s", err, body.String())
		}
		if !reflect.DeepEqual(got.matrix, want) {
			t.Fatalf("got %+v, want %+v", got.matrix, want)
		}
		part := body.String()[:rapid.IntRange(0, body.Len()-1).Draw(t, "cut")]
		if _, err := decodeAnswer(iotest.OneByteReader(strings.NewReader(part))); !errors.Is(err, errTruncated) {
			t.Fatalf("got %v for %s, want a truncation", err, part)
		}
	})
}

func jsonString(text string) string {
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, r := range text {
		if r < ' ' || r == '"' || r == '\\' {
			fmt.Fprintf(&quoted, `\u%04x`, r)
		} else {
			quoted.WriteRune(r)
		}
	}
	quoted.WriteByte('"')
	return quoted.String()
}

func TestReadersErrorIsKept(t *testing.T) {
	broken := errors.New("the wire broke")
	reader := io.MultiReader(strings.NewReader(`{"status":"success","data":{"result":[{"metric":{"a":`), iotest.ErrReader(broken))
	if _, err := decodeAnswer(reader); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1,"1"]}]}}`)
	f.Add(`{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"]]}]},"warnings":["w"]}`)
	f.Add(`{"status":"success","data":{"resultType":"vector","result":[{"histogram":[1,{"count":"1","buckets":[[0,"1","2","3"]]}]}]}}`)
	f.Add(`{"status":"error","errorType":"bad_data","error":"no"}`)
	f.Add(`{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}`)
	f.Fuzz(func(t *testing.T, body string) {
		got, err := decodeAnswer(strings.NewReader(body))
		if err != nil {
			if !errors.Is(err, errNotJSON) && !errors.Is(err, errTruncated) {
				t.Errorf("unclassified: %v", err)
			}
			return
		}
		for _, series := range got.matrix {
			for _, point := range series.Points {
				if math.IsNaN(point.Value) {
					t.Error("NaN is no number to keep")
				}
			}
		}
	})
}
