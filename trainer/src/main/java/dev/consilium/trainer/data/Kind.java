package dev.consilium.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of data sets, in the order in which they are tried. */
enum Kind {
    CSV("a .csv file with the header path,label or path,label,split (split: train or test)") {
        @Override
        boolean recognises(Path place) {
            return CsvDataSet.isAt(place);
        }

        @Override
        DataSet open(Path place) throws IOException {
            return CsvDataSet.open(place);
        }
    },
    IDX("IDX files (train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or .gz; t10k-... for the test part)") {
        @Override
        boolean recognises(Path folder) throws IOException {
            return IdxDataSet.isAt(folder);
        }

        @Override
        DataSet open(Path folder) throws IOException {
            return IdxDataSet.open(folder);
        }
    },
    CIFAR10("CIFAR-10's binary files (data_batch_1.bin ... and test_batch.bin)") {
        @Override
        boolean recognises(Path folder) throws IOException {
            return CifarDataSet.isAt(folder);
        }

        @Override
        DataSet open(Path folder) throws IOException {
            return CifarDataSet.open(folder);
        }
    },
    FOLDERS("one sub-folder of images a class, or such folders named train and test") {
        @Override
        boolean recognises(Path folder) throws IOException {
            return ImageFolders.isAt(folder);
        }

        @Override
        DataSet open(Path folder) throws IOException {
            return ImageFolders.open(folder);
        }
    };

    private final String description;

    Kind(String description) {
        this.description = description;
    }

    abstract boolean recognises(Path folder) throws IOException;

    abstract DataSet open(Path folder) throws IOException;

    static String described() {
        return Arrays.stream(values()).map(kind -> kind.description).collect(Collectors.joining("; or "));
    }
}
