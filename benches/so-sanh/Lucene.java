// BM25 of Lucene on the tables that peers.py --tsv wrote: index in memory, every question three times, fastest counts.

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.Version;

public class Lucene {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long begun = System.nanoTime();
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriterConfig settings = new IndexWriterConfig(new WhitespaceAnalyzer());
        settings.setSimilarity(new BM25Similarity(1.2f, 0.75f));
        try (IndexWriter writer = new IndexWriter(directory, settings)) {
            for (String line : Files.readAllLines(folder.resolve("corpus.tsv"))) {
                String[] parts = line.split("\t", 2);
                Document document = new Document();
                document.add(new StoredField("id", parts[0]));
                document.add(new TextField("words", parts[1], Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        double built = (System.nanoTime() - begun) / 1e9;
        Map<String, Set<String>> judged = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("judged.tsv"))) {
            String[] parts = line.split("\t");
            judged.computeIfAbsent(parts[0], it -> new HashSet<>()).add(parts[1]);
        }
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
        searcher.setSimilarity(new BM25Similarity(1.2f, 0.75f));
        List<String> asked = Files.readAllLines(folder.resolve("queries.tsv"));
        for (int warm = 0; warm < 300; warm++) {
            ask(searcher, asked.get(warm % asked.size()));
        }
        List<Double> times = new ArrayList<>();
        double recall = 0;
        double gain = 0;
        for (String line : asked) {
            double best = Double.MAX_VALUE;
            List<String> found = List.of();
            for (int time = 0; time < 3; time++) {
                long started = System.nanoTime();
                found = ask(searcher, line);
                best = Math.min(best, (System.nanoTime() - started) / 1e6);
            }
            times.add(best);
            Set<String> wanted = judged.get(line.split("\t")[0]);
            double ideal = 0;
            for (int at = 0; at < Math.min(10, wanted.size()); at++) {
                ideal += 1 / (Math.log(at + 2) / Math.log(2));
            }
            for (int at = 0; at < found.size(); at++) {
                if (wanted.contains(found.get(at))) {
                    recall += 1.0 / wanted.size();
                    gain += 1 / (Math.log(at + 2) / Math.log(2)) / ideal;
                }
            }
        }
        times.sort(null);
        int count = asked.size();
        System.out.printf(
            "Lucene %s: %d questions, R@10 %.4f, nDCG@10 %.4f, p50 %.3f ms, p99 %.3f ms, built in %.1f s%n",
            Version.LATEST, count, recall / count, gain / count, times.get(count / 2), times.get(count * 99 / 100), built);
    }

    private static List<String> ask(IndexSearcher searcher, String line) throws Exception {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : new LinkedHashSet<>(Arrays.asList(line.split("\t", 2)[1].split(" ")))) {
            query.add(new TermQuery(new Term("words", word)), BooleanClause.Occur.SHOULD);
        }
        List<String> found = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query.build(), 10).scoreDocs) {
            found.add(searcher.doc(hit.doc).get("id"));
        }
        return found;
    }
}
