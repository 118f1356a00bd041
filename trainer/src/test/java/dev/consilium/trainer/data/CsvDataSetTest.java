package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDataSetTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadPathsLabelsAndParts() throws IOException {
        // Given
        Files.writeString(folder.resolve("a.png"), "not looked at yet");

        // When
        DataSet data = open("""
                path,label,split
                a.png,dog,train
                "sub/b, c.png",bird,train

                /somewhere/d.png,dog,test
                """);

        // Then
        assertThat(data.classNames()).containsExactly("bird", "dog");
        assertThat(data.training().size()).isEqualTo(2);
        assertThat(data.training().label(0)).isEqualTo(1);
        assertThat(data.training().image(0).getContent().remaining()).isEqualTo(17);
        assertThat(data.training().name(1))
                .isEqualTo(folder.resolve("sub/b, c.png").toString());
        assertThat(data.judged().name(0)).isEqualTo("/somewhere/d.png");
    }

    @Test
    void shouldTrainOnAllWithoutParts() throws IOException {
        DataSet data = open("label,path\nx,1.png\ny,2.png\n");

        assertThat(data.training().size()).isEqualTo(2);
        assertThat(data.test()).isEmpty();
    }

    @Test
    void shouldJudgeOnAListOfTestImagesAlone() throws IOException {
        DataSet data = open("path,label,split\n1.png,x,test\n2.png,y,test\n");

        assertThat(data.judged().size()).isEqualTo(2);
    }

    @Test
    void shouldNameTheRowThatIsWrong() {
        assertThatThrownBy(() -> open("path,label,split\n1.png,x,train\n2.png,y,validation\n"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("images.csv, row 2: split is 'validation': it must be train or test");
        assertThatThrownBy(() -> open("path,label\n1.png,\n"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("row 1 has no label");
        assertThatThrownBy(() -> open("file,class\n1.png,x\n"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("has no path: the first line must be path,label or path,label,split");
        assertThatThrownBy(() -> open("path,label\n1\0.png,x\n"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("row 1: ")
                .hasMessageContaining("is no path of a file");
        assertThatThrownBy(() -> open("path,label\n"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("names no image");
        assertThatThrownBy(() -> open("path,label\n1.png,x,train,more\n"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("is no CSV file");
    }

    @Test
    void shouldRefuseAListThatIsNoText() throws IOException {
        Path list = Files.write(folder.resolve("images.csv"), new byte[] {'p', (byte) 0xFF, '\n'});

        assertThatThrownBy(() -> DataSet.open(list))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("images.csv is not text in UTF-8");
    }

    private DataSet open(String content) throws IOException {
        return DataSet.open(Files.writeString(folder.resolve("images.csv"), content));
    }
}
